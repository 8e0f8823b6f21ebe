package dev.rebound.transport.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailEndpoint.Protection;
import dev.rebound.engine.inbox.MailSubmission.Handed;
import dev.rebound.engine.inbox.MailSubmission.Letter;
import dev.rebound.engine.inbox.MailTrouble;
import dev.rebound.engine.inbox.SignIn;
import dev.rebound.transport.dns.NameQuestions;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything that can come of handing one email to the server of its writer. */
class OwnersServerTest {

    private static final NameQuestions LOOPBACK = new NameQuestions() {
        @Override
        public Texts texts(String name) {
            return new Texts.None();
        }

        @Override
        public Addresses addresses(String host) {
            return new Addresses.At(List.of(InetAddress.getLoopbackAddress()));
        }
    };
    private static final String SIGNED_IN = """
            S: 220 mail.example ESMTP
            C: EHLO out.example
            S: 250-mail.example
            S: 250 AUTH PLAIN
            C~ AUTH PLAIN
            S: 235 2.7.0 welcome
            """;
    private static final String MAIL = """
            C: MAIL FROM:<sam@here.example>
            """;
    private static final String TAKES = """
            S: 250 ok
            C: RCPT TO:<ann@there.example>
            S: 250 ok
            C: DATA
            S: 354 go
            """;
    private static final String BYE = """
            C: QUIT
            S: 221 Bye
            """;

    private static String handed(String script) throws Exception {
        try (ScriptedServer server = new ScriptedServer(SIGNED_IN + script);
                OwnersServer owners = new OwnersServer(
                        LOOPBACK,
                        DialogueBench.settings(DialogueBench.patient(), DialogueBench.LIMITS),
                        PeerCertificates.ofThisJava())) {
            MailEndpoint endpoint =
                    new MailEndpoint("127.0.0.1", server.address().getPort(), Protection.CLEAR);
            Letter letter = new Letter(
                    EmailAddress.parse("sam@here.example").orElseThrow(),
                    EmailAddress.parse("ann@there.example").orElseThrow(),
                    "Subject: x\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII));
            Handed handed = owners.hand(endpoint, new SignIn.Password("sam", "secret"), letter);
            return switch (handed) {
                case Handed.Taken(Diagnostic reply) -> "taken: " + reply.text();
                case Handed.Refused(Diagnostic reply) ->
                    "refused at " + reply.command().orElseThrow() + ": " + reply.text();
                case Handed.NotHanded(MailTrouble trouble) -> "not handed: " + trouble.kind() + " " + trouble.words();
                case Handed.Unclear(MailTrouble trouble) -> "unclear: " + trouble.kind();
            };
        }
    }

    @Test
    void itIsTaken() throws Exception {
        assertEquals(
                "taken: 250 2.0.0 queued as 1", handed(MAIL + TAKES + "C* text\nS: 250 2.0.0 queued as 1\n" + BYE));
    }

    @Test
    void aRecipientThatIsRefusedIsABounce() throws Exception {
        assertEquals(
                "refused at RCPT: 550 5.1.1 no such user",
                handed(MAIL + "S: 250 ok\nC: RCPT TO:<ann@there.example>\nS: 550 5.1.1 no such user\n" + BYE));
    }

    @Test
    void aTextThatIsRefusedIsABounce() throws Exception {
        assertEquals(
                "refused at END_OF_DATA: 554 5.7.1 spam", handed(MAIL + TAKES + "C* text\nS: 554 5.7.1 spam\n" + BYE));
    }

    @Test
    void aRecipientThatIsDeferredIsForTheVerdictToSay() throws Exception {
        assertEquals(
                "refused at RCPT: 451 4.7.1 greylisted",
                handed(MAIL + "S: 250 ok\nC: RCPT TO:<ann@there.example>\nS: 451 4.7.1 greylisted\n" + BYE));
    }

    @Test
    void aSenderThatIsRefusedSaysNothingOfTheRecipient() throws Exception {
        assertEquals(
                "not handed: REFUSED 550 5.4.5 you have sent enough for today",
                handed(MAIL + "S: 550 5.4.5 you have sent enough for today\n" + BYE));
    }

    @Test
    void aServerThatIsClosingSaysNothingOfAnybody() throws Exception {
        assertEquals(
                "not handed: REFUSED 421 4.3.2 going down",
                handed(MAIL + "S: 250 ok\nC: RCPT TO:<ann@there.example>\nS: 421 4.3.2 going down\n"));
    }

    @Test
    void aConnectionThatIsLostAfterTheDotLeavesItUnclear() throws Exception {
        assertEquals("unclear: CONNECTION_LOST", handed(MAIL + TAKES + "C* text\nclose\n"));
    }

    @Test
    void aConnectionThatIsLostBeforeTheTextLeavesNoDoubt() throws Exception {
        String handed = handed(MAIL + "S: 250 ok\nC: RCPT TO:<ann@there.example>\nclose\n");

        assertTrue(handed.startsWith("not handed: CONNECTION_LOST"), handed);
    }
}
