package dev.rebound.transport.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.delivery.Envelope;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dialogues as they should go, and every refusal a server can give. */
class DialogueTest extends DialogueBench {

    private static final String ASKED = ScriptedServer.HELLO + """
            C: MAIL FROM:<b+t@bounce.example>
            C: RCPT TO:<ann@there.example>
            C: DATA
            """;

    @Test
    void aMessageIsDeliveredWithEveryLineOfTheReplyKept() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ASKED + """
                S: 250 2.1.0 Sender ok
                S: 250 2.1.5 Recipient ok
                S: 354 Go ahead
                C: Subject: x
                C:\s
                C: Hello
                C: .
                S: 250-2.0.0 Queued as 4711
                S: 250 and thank you
                C: QUIT
                S: 221 2.0.0 Bye
                """)) {
            use(server);
            AttemptOutcome.Replied outcome = replied(attempt());
            assertTrue(outcome.delivered());
            assertEquals(
                    List.of("2.0.0 Queued as 4711", "and thank you"),
                    outcome.reply().lines());
            assertEquals(SmtpCommand.END_OF_DATA, outcome.command());
            assertEquals("mx1.example", outcome.remoteMta());
            assertEquals("127.0.0.1", outcome.remoteAddress());
            assertFalse(outcome.tls().encrypted());
            assertEquals(1, handedOver.get());
            close();
            server.assertPlayed();
        }
    }

    @Test
    void aServerWithoutPipeliningIsAskedStepByStep() throws Exception {
        try (ScriptedServer server = new ScriptedServer("""
                S: 220 mx.example
                C: EHLO out.example
                S: 250 mx.example
                C: MAIL FROM:<b+t@bounce.example>
                S: 250 ok
                C: RCPT TO:<ann@there.example>
                S: 550-5.1.1 No such user
                S: 550-here
                S: 550 at all
                C: QUIT
                S: 221 Bye
                """)) {
            use(server);
            AttemptOutcome.Replied outcome = replied(attempt());
            assertEquals(
                    List.of("5.1.1 No such user", "here", "at all"),
                    outcome.reply().lines());
            assertEquals(SmtpCommand.RCPT, outcome.command());
            assertEquals(0, handedOver.get());
            close();
            server.assertPlayed();
        }
    }

    @Test
    void aServerThatKnowsNoEhloIsGreetedWithHelo() throws Exception {
        try (ScriptedServer server = new ScriptedServer("""
                S: 220 mx.example
                C: EHLO out.example
                S: 502 Command not implemented
                C: HELO out.example
                S: 250 mx.example
                C: MAIL FROM:<b+t@bounce.example>
                S: 250 ok
                C: RCPT TO:<ann@there.example>
                S: 250 ok
                C: DATA
                S: 354 go
                C* end of data
                S: 250 taken
                C: QUIT
                S: 221 Bye
                """)) {
            use(server);
            assertTrue(replied(attempt()).delivered());
            close();
            server.assertPlayed();
        }
    }

    @Test
    void theParametersOfOfferedExtensionsAreSent() throws Exception {
        try (ScriptedServer server = new ScriptedServer("""
                S: 220 mx.example
                C: EHLO out.example
                S: 250-mx.example
                S: 250-SIZE 1000
                S: 250-8bitmime
                S: 250-SMTPUTF8
                S: 250 ENHANCEDSTATUSCODES
                C: MAIL FROM:<b+t@bounce.example> SIZE=23 BODY=8BITMIME SMTPUTF8
                S: 250 ok
                C: RCPT TO:<jörg@xn--bcher-kva.example>
                S: 250 ok
                C: DATA
                S: 354 go
                C* end of data
                S: 250 taken
                C: QUIT
                S: 221 Bye
                """)) {
            use(server);
            byte[] message = bytes("Subject: x\r\n\r\nGr\u00fc\u00dfe");
            assertTrue(
                    replied(attempt(envelope("jörg@bücher.example"), message)).delivered());
            close();
            server.assertPlayed();
        }
    }

    @Test
    void aRefusedSenderIsTheAnswerAndTheRestIsReadAway() throws Exception {
        refusal("""
                S: 550 5.7.1 Sender refused
                S: 503 5.5.1 MAIL first
                S: 503 5.5.1 RCPT first
                C: QUIT
                S: 221 Bye
                """, "MAIL 550 5.7.1 Sender refused");
    }

    @Test
    void aRefusedRecipientIsTheAnswerThoughDataIsRefusedToo() throws Exception {
        refusal("""
                S: 250 ok
                S: 452 4.2.2 Mailbox full
                S: 554 5.5.1 No valid recipients
                C: QUIT
                S: 221 Bye
                """, "RCPT 452 4.2.2 Mailbox full");
    }

    @Test
    void aServerThatWantsTextAfterRefusingTheRecipientGetsOnlyTheDot() throws Exception {
        refusal("""
                S: 250 ok
                S: 550 5.1.1 No such user
                S: 354 go ahead
                C: .
                S: 554 5.5.1 No valid recipients
                C: QUIT
                S: 221 Bye
                """, "RCPT 550 5.1.1 No such user");
    }

    @Test
    void aRefusalCountsThoughTheServerHangsUpRightAfterIt() throws Exception {
        refusal("""
                S: 250 ok
                S: 550 5.7.1 Go away
                close
                """, "RCPT 550 5.7.1 Go away");
    }

    @Test
    void aRefusedDataCommandIsTheAnswer() throws Exception {
        refusal("""
                S: 250 ok
                S: 250 ok
                S: 451 4.7.1 Greylisted
                C: QUIT
                S: 221 Bye
                """, "DATA 451 4.7.1 Greylisted");
    }

    private void refusal(String afterData, String expected) throws Exception {
        try (ScriptedServer server = new ScriptedServer(ASKED + afterData)) {
            use(server);
            assertEquals(expected, summary(attempt()));
            assertEquals(0, handedOver.get());
            close();
            server.assertPlayed();
        }
    }

    @Test
    void aMessageRefusedAfterTheDotIsRefused() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ASKED + """
                S: 250 ok
                S: 250 ok
                S: 354 go
                C* end of data
                S: 550 5.7.1 Spam
                C: QUIT
                S: 221 Bye
                """)) {
            use(server);
            assertEquals("END_OF_DATA 550 5.7.1 Spam", summary(attempt()));
            assertEquals(1, handedOver.get());
            close();
            server.assertPlayed();
        }
    }

    @Test
    void anAddressThatCarriesACommandIsNotSentAtAll() throws Exception {
        EmailAddress poisoned = new EmailAddress(
                "ann@there.example>\r\nRCPT TO:<victim", "there.example", new AddressKey("ann@there.example"));
        EmailAddress good = EmailAddress.parse("ann@there.example").orElseThrow();
        try (ScriptedServer server = new ScriptedServer()) {
            use(server);
            for (Envelope envelope : List.of(new Envelope(good, poisoned), new Envelope(poisoned, good))) {
                IllegalArgumentException refused =
                        assertThrows(IllegalArgumentException.class, () -> attempt(envelope, MESSAGE));
                assertFalse(refused.toString().contains("victim"), refused.toString());
            }
            assertEquals(0, server.connections());
        }
    }

    @Test
    void lettersWhoseLowByteIsALineEndStayLetters() throws Exception {
        // U+760D and U+760A cut to a byte are CR and LF (CVE-2025-7962).
        try (ScriptedServer server = new ScriptedServer("""
                S: 220 mx.example
                C: EHLO out.example
                S: 250-mx.example
                S: 250 SMTPUTF8
                C: MAIL FROM:<b+t@bounce.example> SMTPUTF8
                S: 250 ok
                C: RCPT TO:<a\u760d\u760ab@there.example>
                S: 550 5.1.1 No such user
                C: QUIT
                S: 221 Bye
                """)) {
            use(server);
            assertEquals(
                    "RCPT 550 5.1.1 No such user", summary(attempt(envelope("a\u760d\u760ab@there.example"), MESSAGE)));
            close();
            server.assertPlayed();
        }
    }

    @Test
    void anAddressInUtf8IsNotForcedOnAServerWithoutSmtpUtf8() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.HELLO + """
                C: QUIT
                S: 221 Bye
                """)) {
            use(server);
            assertEquals("PROTOCOL_ERROR at MAIL", summary(attempt(envelope("jörg@there.example"), MESSAGE)));
            close();
            server.assertPlayed();
        }
    }
}
