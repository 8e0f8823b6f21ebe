package dev.rebound.transport.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.delivery.MessageContent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One content for many: each recipient has an outcome of its own, whatever becomes of the others. */
class ManyRecipientsTest extends DialogueBench {

    private static final String HELLO = ScriptedServer.HELLO;
    private static final String MAIL = "C: MAIL FROM:<b+t@bounce.example>\n";
    private static final String THREE = """
            C: RCPT TO:<ann@there.example>
            C: RCPT TO:<bob@there.example>
            C: RCPT TO:<cid@there.example>
            C: DATA
            """;
    private static final String BYE = "C: QUIT\nS: 221 Bye\n";

    /** The outcomes, one a line, in the order asked for. */
    private String outcomes(SmtpMailTransport transport, String... recipients) {
        List<EmailAddress> addresses = Stream.of(recipients)
                .map(text -> EmailAddress.parse(text).orElseThrow())
                .toList();
        Map<EmailAddress, AttemptOutcome> outcomes = transport.attempt(
                ENVELOPE.returnPath(), addresses, new MessageContent.Given(MESSAGE), handedOver::incrementAndGet);
        return String.join(
                "\n",
                addresses.stream()
                        .map(address ->
                                address.localPart() + ": " + summary(Objects.requireNonNull(outcomes.get(address))))
                        .toList());
    }

    private String outcomesOfThree(SmtpMailTransport transport) {
        return outcomes(transport, "ann@there.example", "bob@there.example", "cid@there.example");
    }

    private void ofThree(String script, String expected) throws Exception {
        try (ScriptedServer server = new ScriptedServer(script)) {
            assertEquals(expected.strip(), outcomesOfThree(use(server)));
            close();
            server.assertPlayed();
        }
    }

    @Test
    void oneRefusedRecipientDoesNotKeepTheMessageFromTheOthers() throws Exception {
        ofThree(HELLO + MAIL + THREE + """
                S: 250 ok
                S: 250 ok
                S: 550 5.1.1 Who?
                S: 452 4.5.3 Too many
                S: 354 go
                C* end of data
                S: 250 taken
                """ + BYE, """
                ann: END_OF_DATA 250 taken
                bob: RCPT 550 5.1.1 Who?
                cid: RCPT 452 4.5.3 Too many
                """);
        assertEquals(1, handedOver.get());
    }

    @Test
    void nothingIsHandedOverWhenAllAreRefused() throws Exception {
        ofThree(HELLO + MAIL + THREE + """
                S: 250 ok
                S: 550 5.1.1 Who?
                S: 550 5.1.1 And who?
                S: 450 4.2.1 Later
                S: 354 go
                C: .
                S: 554 5.5.1 No valid recipients
                """ + BYE, """
                ann: RCPT 550 5.1.1 Who?
                bob: RCPT 550 5.1.1 And who?
                cid: RCPT 450 4.2.1 Later
                """);
        assertEquals(0, handedOver.get());
    }

    @Test
    void aRefusedTextIsTheAnswerForThoseWhoWereAccepted() throws Exception {
        ofThree(HELLO + MAIL + THREE + """
                S: 250 ok
                S: 250 ok
                S: 550 5.1.1 Who?
                S: 250 ok
                S: 451 4.7.1 Greylisted
                """ + BYE, """
                ann: DATA 451 4.7.1 Greylisted
                bob: RCPT 550 5.1.1 Who?
                cid: DATA 451 4.7.1 Greylisted
                """);
    }

    @Test
    void aConnectionLostAfterTheDotLeavesItOpenForThoseWhoWereAccepted() throws Exception {
        ofThree(HELLO + MAIL + THREE + """
                S: 250 ok
                S: 250 ok
                S: 550 5.1.1 Who?
                S: 250 ok
                S: 354 go
                C* end of data
                close
                """, """
                ann: CONNECTION_LOST at END_OF_DATA, maybe accepted
                bob: RCPT 550 5.1.1 Who?
                cid: CONNECTION_LOST at END_OF_DATA, maybe accepted
                """);
    }

    @Test
    void theNextServerGetsOnlyThoseWhoHaveNoAnswer() throws Exception {
        try (ScriptedServer first = new ScriptedServer(HELLO + MAIL + THREE + """
                        S: 250 ok
                        S: 550 5.1.1 Who?
                        S: 250 ok
                        S: 421 4.3.2 Bye
                        close
                        """);
                ScriptedServer second = new ScriptedServer(HELLO + MAIL + """
                        C: RCPT TO:<bob@there.example>
                        C: RCPT TO:<cid@there.example>
                        C: DATA
                        S: 250 ok
                        S: 250 ok
                        S: 250 ok
                        S: 354 go
                        C* end of data
                        S: 250 taken
                        """ + BYE)) {
            SmtpMailTransport transport = use(settings(patient(), LIMITS), first.address(), second.address());
            assertEquals(
                    "ann: RCPT 550 5.1.1 Who?\nbob: END_OF_DATA 250 taken\ncid: END_OF_DATA 250 taken",
                    outcomesOfThree(transport));
            close();
            second.assertPlayed();
        }
    }

    @Test
    void aServerWithoutPipeliningIsNotAskedForTheTextWhenAllAreRefused() throws Exception {
        try (ScriptedServer server = new ScriptedServer("""
                S: 220 mx.example
                C: EHLO out.example
                S: 250 mx.example
                """ + MAIL + """
                S: 250 ok
                C: RCPT TO:<ann@there.example>
                S: 550 5.1.1 Who?
                C: RCPT TO:<bob@there.example>
                S: 550 5.1.1 And who?
                """ + BYE)) {
            assertEquals(
                    "ann: RCPT 550 5.1.1 Who?\nbob: RCPT 550 5.1.1 And who?",
                    outcomes(use(server), "ann@there.example", "bob@there.example"));
            close();
            server.assertPlayed();
        }
    }

    @Test
    void everyDomainHasItsOwnTransactionAndEveryRecipientOnePlace() throws Exception {
        String one = """
                S: 250 ok
                S: 250 ok
                S: 354 go
                C* end of data
                S: 250 taken
                """;
        try (ScriptedServer server = new ScriptedServer(HELLO
                + MAIL + "C: RCPT TO:<ann@there.example>\nC: DATA\n" + one
                + MAIL + "C: RCPT TO:<bob@else.example>\nC: DATA\n" + one
                + BYE)) {
            assertEquals(
                    "ann: END_OF_DATA 250 taken\nbob: END_OF_DATA 250 taken\nann: END_OF_DATA 250 taken",
                    outcomes(use(server), "ann@there.example", "bob@else.example", "ann@there.example"));
            close();
            server.assertPlayed();
        }
        assertEquals(2, handedOver.get());
    }
}
