package dev.rebound.transport.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.transport.TestCertificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerTlsTest {

    private final SSLContext tls = TestCertificate.context();
    private final MemoryDesk desk = new MemoryDesk();
    private final ReturnedMailServer server = ReturnedMailServer.start(
            Servers.settings(ServerLimits.STANDARD, Optional.of(tls)), desk, InstantSource.fixed(Servers.NOW));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aMessageComesInOverTls() throws Exception {
        try (Client client = new Client(server.address())) {
            client.reply();
            assertTrue(client.ask("EHLO peer.example\r\n").contains("STARTTLS"));
            assertEquals("220 2.0.0 Go ahead", client.ask("STARTTLS\r\n"));
            client.startTls(tls);
            assertTrue(client.ask("MAIL FROM:<>\r\n").startsWith("503 "), "EHLO has to be said again");
            assertFalse(client.ask("EHLO peer.example\r\n").contains("STARTTLS"));
            assertTrue(client.ask("STARTTLS\r\n").startsWith("503 "));
            client.ask("MAIL FROM:<>\r\n");
            client.ask("RCPT TO:<b+token@bounce.example>\r\n");
            client.ask("DATA\r\n");
            assertEquals("250 2.0.0 Kept", client.ask("x\r\n.\r\n"));
        }
        assertEquals(1, desk.taken.size());
    }

    @Test
    void commandsInClearBehindStartTlsAreForgotten() throws Exception {
        try (Client client = Client.greeted(server.address())) {
            client.say("STARTTLS\r\nEHLO evil.example\r\nMAIL FROM:<evil@x.example>\r\n");
            assertEquals("220 2.0.0 Go ahead", client.reply());
            client.startTls(tls);
            assertEquals(
                    "250 2.0.0 OK", client.ask("NOOP\r\n"), "the first reply inside TLS is to what was said there");
            client.ask("EHLO peer.example\r\n");
            assertEquals("250 2.1.0 OK", client.ask("MAIL FROM:<>\r\n"), "no sender was set before");
        }
    }

    @Test
    void aSenderGivenInClearIsForgottenInsideTls() throws Exception {
        try (Client client = Client.greeted(server.address())) {
            client.ask("MAIL FROM:<>\r\n");
            client.ask("RCPT TO:<b+token@bounce.example>\r\n");
            client.ask("STARTTLS\r\n");
            client.startTls(tls);
            client.ask("EHLO peer.example\r\n");
            assertTrue(client.ask("DATA\r\n").startsWith("503 "));
        }
    }

    @Test
    void aClientThatTalksNonsenseInsteadOfTlsIsClosedAndOthersAreServed() throws Exception {
        try (Client client = Client.greeted(server.address())) {
            client.ask("STARTTLS\r\n");
            client.say("MAIL FROM:<>\r\n".repeat(20));
            // What comes is a TLS alert, if anything; no reply in clear.
            assertEquals(
                    List.of(),
                    client.repliesToEnd().stream()
                            .filter(reply -> reply.startsWith("250"))
                            .toList());
        }
        try (Client other = Client.greeted(server.address())) {
            assertTrue(other.ask("NOOP\r\n").startsWith("250 "));
        }
    }
}
