package dev.rebound.transport.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each limit is reached once, and says so. */
class ServerLimitsTest {

    private static final ServerLimits TIGHT = new ServerLimits(
            3,
            2,
            1_000,
            1_500,
            2,
            3,
            12,
            1_000,
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofMillis(100));

    private final MemoryDesk desk = new MemoryDesk();
    private ReturnedMailServer server = Servers.start(desk, TIGHT);
    private Client client;

    @BeforeEach
    void connect() throws IOException {
        client = Client.greeted(server.address());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private void restart(Duration command, Duration message, Duration session) throws IOException {
        stop();
        server = Servers.start(
                desk,
                new ServerLimits(
                        3, 2, 1_000, 1_500, 2, 3, 12, 1_000, command, message, session, Duration.ofMillis(100)));
        connect();
    }

    private void toData(Client talker) throws IOException {
        talker.ask("MAIL FROM:<>\r\n");
        talker.ask("RCPT TO:<b+token@bounce.example>\r\n");
        talker.ask("DATA\r\n");
    }

    @Test
    void aPeerWithTooManyConnectionsIsToldToComeBack() throws IOException {
        try (Client second = Client.greeted(server.address());
                Client third = new Client(server.address())) {
            assertEquals(
                    List.of("421 4.7.0 mx.bounce.example too many connections from your address"),
                    third.repliesToEnd());
            assertTrue(second.ask("NOOP\r\n").startsWith("250 "));
        }
    }

    @Test
    void aPeerThatBeginsTooManyMessagesInAMinuteIsPutOff() throws IOException {
        stop();
        server = Servers.start(desk, TIGHT.with(1_000, 3, 2));
        connect();
        for (int i = 0; i < 2; i++) {
            assertEquals("250 2.1.0 OK", client.ask("MAIL FROM:<>\r\n"));
            client.ask("RSET\r\n");
        }

        assertEquals(
                "450 4.7.1 Too many messages from your address in a minute, try again later",
                client.ask("MAIL FROM:<>\r\n"));
    }

    @Test
    void aFullServerTellsEverybodyToComeBack() throws IOException {
        stop();
        server = Servers.start(
                desk,
                new ServerLimits(
                        1,
                        2,
                        1_000,
                        1_500,
                        2,
                        3,
                        12,
                        1_000,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(60),
                        Duration.ofMillis(100)));
        connect();
        try (Client second = new Client(server.address())) {
            assertEquals(
                    List.of("421 4.3.2 mx.bounce.example too many connections, try again later"),
                    second.repliesToEnd());
        }
    }

    @Test
    void aDeclaredSizeOverTheLimitIsRefusedBeforeTheData() throws IOException {
        assertEquals("552 5.3.4 Message exceeds 1000 bytes", client.ask("MAIL FROM:<> SIZE=1001\r\n"));
        assertTrue(client.ask("MAIL FROM:<> SIZE=99999999999999999999\r\n").startsWith("552 "));
        assertTrue(client.ask("MAIL FROM:<> SIZE=1000\r\n").startsWith("250 "));
    }

    @Test
    void aMessageOverTheLimitIsReadToItsEndAndRefused() throws IOException {
        toData(client);
        client.say("x".repeat(998) + "\r\n" + "y\r\n.\r\n");
        assertEquals("552 5.3.4 Message exceeds 1000 bytes", client.reply());
        assertTrue(client.ask("NOOP\r\n").startsWith("250 "));
        assertEquals(List.of(), desk.taken);
    }

    @Test
    void aMessageOfExactlyTheLimitIsTaken() throws IOException {
        toData(client);
        assertEquals("250 2.0.0 Kept", client.ask("x".repeat(998) + "\r\n.\r\n"));
    }

    @Test
    void aMessageWithoutEndLosesTheConnection() throws IOException {
        toData(client);
        client.say("x".repeat(3_000));
        assertEquals(List.of("554 5.3.4 Message does not end"), client.repliesToEnd());
    }

    @Test
    void messagesThatTogetherNeedTooMuchMemoryWait() throws IOException {
        try (Client second = Client.greeted(server.address())) {
            toData(client);
            // The reply to NOOP cannot come before the text is in: the 1,000 bytes are held by then.
            client.say("x".repeat(900) + "\r\n");
            toData(second);
            String busy = second.ask("y".repeat(900) + "\r\n.\r\n");
            String kept = client.ask(".\r\n");
            List<String> both = List.of(busy, kept);
            assertTrue(both.contains("452 4.3.1 Too much mail at once, try again later"), both.toString());
            assertTrue(both.contains("250 2.0.0 Kept"), both.toString());
            toData(second);
            assertEquals("250 2.0.0 Kept", second.ask("y".repeat(900) + "\r\n.\r\n"));
        }
    }

    @Test
    void recipientsOverTheLimitAreLeftForAnotherMessage() throws IOException {
        client.ask("MAIL FROM:<>\r\n");
        assertTrue(client.ask("RCPT TO:<b+1@bounce.example>\r\n").startsWith("250 "));
        assertTrue(client.ask("RCPT TO:<b+2@bounce.example>\r\n").startsWith("250 "));
        assertEquals("452 4.5.3 Too many recipients", client.ask("RCPT TO:<b+3@bounce.example>\r\n"));
        client.ask("DATA\r\n");
        assertEquals("250 2.0.0 Kept", client.ask("x\r\n.\r\n"));
        assertEquals(2, desk.taken.getFirst().envelopeRecipients().size());
    }

    @Test
    void tooManyErrorsEndTheSession() throws IOException {
        client.say("X\r\nX\r\nX\r\nX\r\nX\r\n");
        List<String> replies = client.repliesToEnd();
        assertEquals(4, replies.size());
        assertEquals("421 4.7.0 Too many errors", replies.getLast());
    }

    @Test
    void chatterWithoutAMessageEndsTheSession() throws IOException {
        client.say("NOOP\r\n".repeat(20));
        List<String> replies = client.repliesToEnd();
        assertEquals("421 4.7.0 Too many commands", replies.getLast());
        assertEquals(12, replies.size());
    }

    @Test
    void aMessageTakenMakesRoomForMoreCommands() throws IOException {
        for (int i = 0; i < 10; i++) {
            toData(client);
            assertEquals("250 2.0.0 Kept", client.ask("x\r\n.\r\n"));
        }
    }

    @Test
    void aLineWithoutEndLosesTheConnection() throws IOException {
        client.say("NOOP " + "x".repeat(CommandLine.OCTETS_MAX));
        assertEquals(List.of("500 5.5.2 Line too long"), client.repliesToEnd());
    }

    @Test
    void aSilentClientIsClosed() throws IOException {
        restart(Duration.ofMillis(200), Duration.ofSeconds(20), Duration.ofSeconds(60));
        assertEquals(List.of("421 4.4.2 mx.bounce.example waited too long"), client.repliesToEnd());
    }

    @Test
    void aMessageThatDribblesInIsGivenUp() throws IOException {
        restart(Duration.ofSeconds(20), Duration.ofMillis(200), Duration.ofSeconds(60));
        toData(client);
        client.say("slow");
        assertEquals(List.of("421 4.4.2 mx.bounce.example waited too long"), client.repliesToEnd());
        assertEquals(List.of(), desk.taken);
    }

    @Test
    void aSessionEndsHoweverBusyItIs() throws IOException {
        restart(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(300));
        assertThrows(IOException.class, () -> {
            for (int i = 0; i < 1_000_000; i++) {
                toData(client);
                if (client.ask("x\r\n.\r\n").equals("closed")) {
                    throw new IOException("closed");
                }
            }
        });
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> restart(Duration.ZERO, Duration.ofSeconds(20), Duration.ofSeconds(60)));
    }
}
