package dev.rebound.transport.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.smtp.SmtpCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Servers that drop, stall, lie and babble: each misfortune is an outcome with its name. */
class MisfortuneTest extends DialogueBench {

    private static final String ASKED = ScriptedServer.HELLO + """
            C: MAIL FROM:<b+t@bounce.example>
            C: RCPT TO:<ann@there.example>
            C: DATA
            """;
    private static final String ACCEPTED = ASKED + """
            S: 250 ok
            S: 250 ok
            S: 354 go
            """;
    private static final String DELIVERED = ACCEPTED + """
            C* end of data
            S: 250 2.0.0 taken
            """;

    private void outcome(String expected, SmtpTimeouts timeouts, String script) throws IOException {
        try (ScriptedServer server = new ScriptedServer(script)) {
            use(settings(timeouts, LIMITS), server.address());
            assertEquals(expected, summary(attempt()));
        }
    }

    @Test
    void nobodyListens() throws IOException {
        InetSocketAddress nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
        }
        use(settings(patient(), LIMITS), nobody);
        assertEquals("CONNECTION_REFUSED at CONNECT", summary(attempt()));
    }

    @Test
    void theConnectionIsTakenButNobodySpeaks() throws IOException {
        outcome("REPLY_TIMED_OUT at CONNECT", hastyAt(SmtpCommand.CONNECT), "stall");
    }

    @Test
    void theGreetingDribblesInByteByByte() throws IOException {
        // The time is for the whole reply: a byte must not buy more of it.
        outcome("REPLY_TIMED_OUT at CONNECT", hastyAt(SmtpCommand.CONNECT), "drip");
    }

    @Test
    void theServerHangsUpInsteadOfAGreeting() throws IOException {
        outcome("CONNECTION_LOST at CONNECT", patient(), "close");
    }

    @Test
    void theServerHangsUpInTheMiddleOfAReply() throws IOException {
        outcome("CONNECTION_LOST at CONNECT", patient(), "S: 220-hello\nS! 220 and goo\nclose");
    }

    @Test
    void theServerSpeaksHttp() throws IOException {
        outcome("PROTOCOL_ERROR at CONNECT", patient(), "S: HTTP/1.1 400 Bad Request\nstall");
    }

    @Test
    void theServerSpeaksNoise() throws IOException {
        outcome("PROTOCOL_ERROR at CONNECT", patient(), "S! \\0\\0\\0\\n\nstall");
    }

    @Test
    void theReplyCodeIsOutOfRange() throws IOException {
        outcome("PROTOCOL_ERROR at CONNECT", patient(), "S: 999 hello\nstall");
    }

    @Test
    void theReplyLineDoesNotEnd() throws IOException {
        outcome(
                "PROTOCOL_ERROR at CONNECT",
                patient(),
                "S! 220 " + "x".repeat(ReplyReader.LINE_OCTETS_MAX) + "\nstall");
    }

    @Test
    void theReplyHasTooManyLines() throws IOException {
        outcome("PROTOCOL_ERROR at CONNECT", patient(), "S: 220-more\n".repeat(ReplyReader.LINES_MAX) + "stall");
    }

    @Test
    void theReplyIsTooLongInAll() throws IOException {
        String line = "S: 220-" + "x".repeat(4_000) + "\n";
        outcome("PROTOCOL_ERROR at CONNECT", patient(), line.repeat(17) + "stall");
    }

    @Test
    void linesOfOneReplyDisagreeAndTheLastOneCounts() throws IOException {
        outcome("CONNECT 554-no\n554 service", patient(), "S: 220-no\nS: 554 service\nC: QUIT\nS: 221 Bye\n");
    }

    @Test
    void theServerStallsAtMail() throws IOException {
        outcome("REPLY_TIMED_OUT at MAIL", hastyAt(SmtpCommand.MAIL), ASKED + "stall");
    }

    @Test
    void theServerHangsUpAtMail() throws IOException {
        outcome("CONNECTION_LOST at MAIL", patient(), ASKED + "close");
    }

    @Test
    void theServerAsksForMoreWhereNothingIs() throws IOException {
        outcome("PROTOCOL_ERROR at MAIL", patient(), ASKED + "S: 354 go\nstall");
    }

    @Test
    void theServerSaysDoneBeforeTheText() throws IOException {
        outcome("PROTOCOL_ERROR at DATA", patient(), ASKED + "S: 250 ok\nS: 250 ok\nS: 250 taken\nstall");
    }

    @Test
    void theServerShutsDownInTheMiddleOfTheDialogue() throws IOException {
        outcome("MAIL 421 4.3.2 Shutting down", patient(), ASKED + "S: 421 4.3.2 Shutting down\nclose");
    }

    @Test
    void theServerShutsDownAfterTheDot() throws IOException {
        outcome("END_OF_DATA 421 4.3.0 Disk trouble", patient(), ACCEPTED + "C* end\nS: 421 4.3.0 Disk trouble\nclose");
    }

    @Test
    void theConnectionIsLostAfterTheDotAndTheMessageMayBeThere() throws IOException {
        outcome("CONNECTION_LOST at END_OF_DATA, maybe accepted", patient(), ACCEPTED + "C* end\nclose");
        assertEquals(1, handedOver.get());
    }

    @Test
    void theReplyToTheDotDoesNotComeAndTheMessageMayBeThere() throws IOException {
        outcome(
                "REPLY_TIMED_OUT at END_OF_DATA, maybe accepted",
                hastyAt(SmtpCommand.END_OF_DATA),
                ACCEPTED + "C* end\nstall");
    }

    @Test
    void theReplyToTheDotIsNoiseAndTheMessageMayBeThere() throws IOException {
        outcome("PROTOCOL_ERROR at END_OF_DATA, maybe accepted", patient(), ACCEPTED + "C* end\nS: what?\nstall");
    }

    @Test
    void aServerThatMayHaveTheMessageIsTheLastOneTried() throws IOException {
        try (ScriptedServer first = new ScriptedServer(ACCEPTED + "C* end\nclose");
                ScriptedServer second = new ScriptedServer()) {
            use(settings(patient(), LIMITS), first.address(), second.address());
            assertEquals("CONNECTION_LOST at END_OF_DATA, maybe accepted", summary(attempt()));
            assertEquals(0, second.connections());
        }
    }

    @Test
    void theServerRefusesALargeMessageBeforeItsEnd() throws IOException {
        try (ScriptedServer server = new ScriptedServer(ACCEPTED + "C: Subject: large\nS: 552 5.3.4 Too big\nclose")) {
            use(server);
            byte[] large = new byte[20_000_000];
            Arrays.fill(large, (byte) 'x');
            byte[] head = bytes("Subject: large\r\n\r\n");
            System.arraycopy(head, 0, large, 0, head.length);
            String outcome = summary(attempt(ENVELOPE, large));
            // The system may throw the reply away with the connection; then the loss is all we know.
            assertTrue(
                    outcome.equals("END_OF_DATA 552 5.3.4 Too big") || outcome.equals("CONNECTION_LOST at END_OF_DATA"),
                    outcome);
            assertEquals(0, handedOver.get());
        }
    }

    @Test
    void theServerStopsReadingInTheMiddleOfTheMessage() throws IOException {
        try (ScriptedServer server = new ScriptedServer(ACCEPTED + "stall")) {
            use(settings(hastyAt(SmtpCommand.DATA), LIMITS), server.address());
            assertEquals("REPLY_TIMED_OUT at END_OF_DATA", summary(attempt(ENVELOPE, new byte[20_000_000])));
            assertEquals(0, handedOver.get());
        }
    }

    @Test
    void theNextServerIsTriedWhenTheFirstIsAway() throws IOException {
        try (ScriptedServer first = new ScriptedServer("close");
                ScriptedServer second = new ScriptedServer(DELIVERED)) {
            use(settings(patient(), LIMITS), first.address(), second.address());
            assertEquals("mx2.example", replied(attempt()).remoteMta());
        }
    }

    @Test
    void theNextServerIsTriedWhenTheFirstTurnsUsAway() throws IOException {
        try (ScriptedServer first = new ScriptedServer("S: 554 5.7.1 Not you\nC: QUIT\nS: 221 Bye\n");
                ScriptedServer second = new ScriptedServer(DELIVERED)) {
            use(settings(patient(), LIMITS), first.address(), second.address());
            assertTrue(replied(attempt()).delivered());
            first.assertPlayed();
        }
    }

    @Test
    void theNextServerIsNotAskedAboutARecipientThatTheFirstRefused() throws IOException {
        try (ScriptedServer first = new ScriptedServer(ASKED + "S: 250 ok\nS: 550 5.1.1 Who?\nS: 503 no\n");
                ScriptedServer second = new ScriptedServer()) {
            use(settings(patient(), LIMITS), first.address(), second.address());
            assertEquals("RCPT 550 5.1.1 Who?", summary(attempt()));
            assertEquals(0, second.connections());
        }
    }

    @Test
    void aFlatRefusalIsNotFinalWhileAnotherServerWasOnlyAway() throws IOException {
        try (ScriptedServer first = new ScriptedServer("S: 554 5.7.1 Not you\nC: QUIT\nS: 221 Bye\n");
                ScriptedServer second = new ScriptedServer("close")) {
            use(settings(patient(), LIMITS), first.address(), second.address());
            assertEquals("CONNECTION_LOST at CONNECT", summary(attempt()));
        }
    }

    @Test
    void theWordsOfABusyServerTellMoreThanTheSilenceOfAnother() throws IOException {
        try (ScriptedServer first = new ScriptedServer("S: 421 4.7.0 Too many\nclose");
                ScriptedServer second = new ScriptedServer("close")) {
            use(settings(patient(), LIMITS), first.address(), second.address());
            assertEquals("CONNECT 421 4.7.0 Too many", summary(attempt()));
        }
    }

    @Test
    void noMoreServersAreTriedThanTheLimitAllows() throws IOException {
        try (ScriptedServer first = new ScriptedServer("close");
                ScriptedServer second = new ScriptedServer()) {
            DestinationLimits one = new DestinationLimits(2, 100, LIMITS.idleMax(), 1);
            use(settings(patient(), one), first.address(), second.address());
            assertEquals("CONNECTION_LOST at CONNECT", summary(attempt()));
            assertEquals(0, second.connections());
        }
    }
}
