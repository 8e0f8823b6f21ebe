package dev.rebound.transport.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.delivery.MessageContent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A connection serves many messages, and one that has died costs none. */
class ConnectionReuseTest extends DialogueBench {

    private static final String ASKED = """
            C: MAIL FROM:<b+t@bounce.example>
            C: RCPT TO:<ann@there.example>
            C: DATA
            """;
    private static final String DELIVERED = ASKED + """
            S: 250 ok
            S: 250 ok
            S: 354 go
            C* end of data
            S: 250 2.0.0 taken
            """;
    private static final String BYE = """
            C: QUIT
            S: 221 Bye
            """;

    @Test
    void twoMessagesShareOneConnection() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.HELLO + DELIVERED + DELIVERED + BYE)) {
            use(server);
            assertTrue(replied(attempt()).delivered());
            assertTrue(replied(attempt()).delivered());
            close();
            server.assertPlayed();
        }
    }

    @Test
    void aConnectionIsGivenUpAfterItsShareOfMessages() throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                ScriptedServer.HELLO + DELIVERED + DELIVERED + BYE, ScriptedServer.HELLO + DELIVERED + BYE)) {
            DestinationLimits two = new DestinationLimits(2, 2, Duration.ofSeconds(10), 5);
            use(settings(patient(), two), server.address());
            for (int i = 0; i < 3; i++) {
                assertTrue(replied(attempt()).delivered());
            }
            close();
            server.assertPlayed();
        }
    }

    @Test
    void anIdleConnectionIsEndedPolitely() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.HELLO + DELIVERED + BYE)) {
            DestinationLimits brief = new DestinationLimits(2, 100, Duration.ofMillis(50), 5);
            use(settings(patient(), brief), server.address());
            assertTrue(replied(attempt()).delivered());
            // Nobody closes the client: only its own tidying can say QUIT.
            server.assertPlayed();
        }
    }

    @Test
    void aKeptConnectionThatTheServerEndedIsReplaced() throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                ScriptedServer.HELLO + DELIVERED + "S: 421 4.4.2 Idle too long\nclose",
                ScriptedServer.HELLO + DELIVERED + BYE)) {
            use(server);
            assertTrue(replied(attempt()).delivered());
            assertTrue(replied(attempt()).delivered());
            close();
            server.assertPlayed();
        }
    }

    @Test
    void aKeptConnectionThatBreaksAtMailIsReplaced() throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                ScriptedServer.HELLO + DELIVERED + ASKED + "reset", ScriptedServer.HELLO + DELIVERED + BYE)) {
            use(server);
            assertTrue(replied(attempt()).delivered());
            assertTrue(replied(attempt()).delivered());
            close();
            server.assertPlayed();
        }
    }

    @Test
    void aKeptConnectionThatBreaksAfterTheDotIsNotTriedAgain() throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                ScriptedServer.HELLO + DELIVERED + ASKED + "S: 250 ok\nS: 250 ok\nS: 354 go\nC* end\nclose")) {
            use(server);
            assertTrue(replied(attempt()).delivered());
            assertEquals("CONNECTION_LOST at END_OF_DATA, maybe accepted", summary(attempt()));
            assertEquals(1, server.connections());
        }
    }

    @Test
    void aRefusedRecipientIsForgottenBeforeTheNextMessage() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.HELLO
                + ASKED
                + "S: 250 ok\nS: 550 5.1.1 Who?\nS: 554 no\nC: RSET\n"
                + ASKED
                + "S: 250 flushed\nS: 250 ok\nS: 250 ok\nS: 354 go\nC* end\nS: 250 taken\n"
                + BYE)) {
            use(server);
            assertEquals("RCPT 550 5.1.1 Who?", summary(attempt()));
            assertTrue(replied(attempt()).delivered());
            close();
            server.assertPlayed();
        }
    }

    @Test
    void messagesOverTheConnectionLimitWaitForTheirTurn() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.HELLO + DELIVERED.repeat(5) + BYE);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            DestinationLimits single = new DestinationLimits(1, 100, Duration.ofSeconds(10), 5);
            use(settings(patient(), single), server.address());
            Callable<AttemptOutcome> one = this::attempt;
            for (Future<AttemptOutcome> outcome : threads.invokeAll(List.of(one, one, one, one, one))) {
                assertTrue(replied(outcome.get()).delivered());
            }
            close();
            server.assertPlayed();
            assertEquals(1, server.connections());
        }
    }

    @Test
    void aJournalThatFailsStopsTheHandoverAndFreesThePlace() throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                ScriptedServer.HELLO + ASKED + "S: 250 ok\nS: 250 ok\nS: 354 go\n",
                ScriptedServer.HELLO + DELIVERED + BYE)) {
            DestinationLimits single = new DestinationLimits(1, 100, Duration.ofSeconds(10), 5);
            SmtpMailTransport transport = use(settings(patient(), single), server.address());
            assertThrows(
                    IllegalStateException.class,
                    () -> transport.attempt(ENVELOPE, new MessageContent.Given(MESSAGE), () -> {
                        throw new IllegalStateException("disk is full");
                    }));
            assertTrue(replied(attempt()).delivered());
            close();
            server.assertPlayed();
        }
    }
}
