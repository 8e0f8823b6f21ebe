package dev.rebound.transport.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.transport.smtp.SmtpClientSettings.TlsUse;
import org.junit.jupiter.api.Test;

/** TLS is used when it is offered and works, and no message is lost because it does not. */
class ClientTlsTest extends DialogueBench {

    private static final String OFFERED = """
            S: 220 mx.example
            C: EHLO out.example
            S: 250-mx.example
            S: 250-PIPELINING
            S: 250 STARTTLS
            """;
    private static final String TRIED = OFFERED + "C: STARTTLS\n";
    private static final String DELIVERED = """
            C: MAIL FROM:<b+t@bounce.example>
            C: RCPT TO:<ann@there.example>
            C: DATA
            S: 250 ok
            S: 250 ok
            S: 354 go
            C* end of data
            S: 250 taken
            C: QUIT
            S: 221 Bye
            """;

    @Test
    void theDialogueBeginsAnewInsideTlsWhoeverTheCertificateNames() throws Exception {
        try (ScriptedServer server = new ScriptedServer(TRIED + """
                S: 220 go
                tls
                C: EHLO out.example
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
            AttemptOutcome.Replied outcome = replied(attempt());
            assertTrue(outcome.delivered());
            assertTrue(outcome.tls().encrypted());
            close();
            server.assertPlayed();
        }
    }

    @Test
    void whatCameInClearAfterTheReplyIsNotHeardInsideTls() throws Exception {
        try (ScriptedServer server = new ScriptedServer(TRIED
                + "S! 220 go\\r\\n250-injected\\r\\n250 SIZE 1\\r\\n\n"
                + "tls\nC: EHLO out.example\nS: 250-mx.example\nS: 250 PIPELINING\n"
                + DELIVERED)) {
            use(server);
            assertTrue(replied(attempt()).tls().encrypted());
            close();
            server.assertPlayed();
        }
    }

    @Test
    void aFailedHandshakeIsFollowedByOneTryInClear() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer(TRIED + "S: 220 go\nS: this is no handshake\nclose", OFFERED + DELIVERED)) {
            use(server);
            AttemptOutcome.Replied outcome = replied(attempt());
            assertTrue(outcome.delivered());
            assertFalse(outcome.tls().encrypted());
            close();
            assertEquals(2, server.connections());
        }
    }

    @Test
    void aHandshakeThatStallsIsFollowedByOneTryInClear() throws Exception {
        try (ScriptedServer server = new ScriptedServer(TRIED + "S: 220 go\nstall", OFFERED + DELIVERED)) {
            use(settings(hastyAt(SmtpCommand.STARTTLS), LIMITS), server.address());
            assertFalse(replied(attempt()).tls().encrypted());
        }
    }

    @Test
    void aServerWhoseTlsFailedIsSpokenToInClearForAWhile() throws Exception {
        String oneMessage = DELIVERED.replace("C: QUIT\nS: 221 Bye\n", "");
        try (ScriptedServer server =
                new ScriptedServer(TRIED + "S: 220 go\nclose", OFFERED + oneMessage + "close", OFFERED + DELIVERED)) {
            use(server);
            assertFalse(replied(attempt()).tls().encrypted());
            assertFalse(replied(attempt()).tls().encrypted());
            close();
            server.assertPlayed();
        }
    }

    @Test
    void aServerThatOffersTlsAndThenDeclinesIsSpokenToInClear() throws Exception {
        try (ScriptedServer server = new ScriptedServer(TRIED + "S: 454 4.7.0 Not now\n" + DELIVERED)) {
            use(server);
            AttemptOutcome.Replied outcome = replied(attempt());
            assertTrue(outcome.delivered());
            assertFalse(outcome.tls().encrypted());
            close();
            server.assertPlayed();
        }
    }

    @Test
    void aServerThatShutsDownAtStartTlsHasSaidNothingAboutTheMessage() throws Exception {
        try (ScriptedServer first = new ScriptedServer(TRIED + "S: 421 4.3.2 Bye\nclose");
                ScriptedServer second = new ScriptedServer(OFFERED.replace("STARTTLS", "SIZE")
                        + DELIVERED.replace("<b+t@bounce.example>", "<b+t@bounce.example> SIZE=21"))) {
            use(settings(patient(), LIMITS), first.address(), second.address());
            assertTrue(replied(attempt()).delivered());
            close();
            second.assertPlayed();
        }
    }

    @Test
    void tlsCanBeTurnedOff() throws Exception {
        try (ScriptedServer server = new ScriptedServer(OFFERED + DELIVERED)) {
            use(new SmtpClientSettings("out.example", TlsUse.OFF, patient(), LIMITS), server.address());
            assertFalse(replied(attempt()).tls().encrypted());
            close();
            server.assertPlayed();
        }
    }
}
