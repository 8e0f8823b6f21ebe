package dev.rebound.transport.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.intake.ReturnedMail;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReturnedMailServerTest {

    private final MemoryDesk desk = new MemoryDesk();
    private final ReturnedMailServer server = Servers.start(desk);

    @AfterEach
    void stop() {
        server.close();
    }

    private Client toData(String recipient) throws IOException {
        Client client = Client.greeted(server.address());
        assertEquals("250 2.1.0 OK", client.ask("MAIL FROM:<>\r\n"));
        assertEquals("250 2.1.5 OK", client.ask("RCPT TO:<" + recipient + ">\r\n"));
        assertTrue(client.ask("DATA\r\n").startsWith("354 "));
        return client;
    }

    @Test
    void aReportIsTakenWithItsEnvelopeAndBytes() throws Exception {
        try (Client client = toData("b+token@bounce.example")) {
            assertEquals("250 2.0.0 Kept", client.ask("Subject: x\r\n\r\n..two dots\r\n.one\r\n\r\n.\r\n"));
        }
        ReturnedMail mail = desk.taken.getFirst();
        assertEquals("", mail.envelopeFrom());
        assertEquals(List.of("b+token@bounce.example"), mail.envelopeRecipients());
        assertEquals("Subject: x\r\n\r\n.two dots\r\none\r\n\r\n", new String(mail.content(), StandardCharsets.UTF_8));
        assertEquals("127.0.0.1", mail.peer());
        assertEquals(Servers.NOW, mail.receivedAt());
    }

    @Test
    void theEndOfDataIsAnsweredOnlyAfterTheCommit() throws Exception {
        desk.commit = new CompletableFuture<>();
        try (Client client = toData("b+token@bounce.example")) {
            client.say("x\r\n.\r\n");
            while (desk.taken.isEmpty()) {
                Thread.onSpinWait();
            }
            // Had the server answered before the commit, it could only have said 250.
            desk.commit.completeExceptionally(new IOException("disk is full"));
            assertEquals("451 4.3.0 Could not keep the message, try again later", client.reply());
        }
    }

    @Test
    void anUnknownOrForgedTokenIsRefusedAtTheRecipient() throws Exception {
        assertEquals("550 5.1.1 No such mailbox here", recipientReply("b+forged@bounce.example"));
    }

    @Test
    void anExpiredTokenIsRefusedAtTheRecipient() throws Exception {
        assertEquals("550 5.1.1 This return path is no longer in use", recipientReply("b+expired@bounce.example"));
    }

    @Test
    void anotherDomainIsNotRelayed() throws Exception {
        assertEquals("550 5.7.1 We do not relay mail", recipientReply("someone@elsewhere.example"));
    }

    @Test
    void aBrokenCheckKeepsTheMailWithTheClient() throws Exception {
        assertEquals("451 4.3.0 Internal trouble, try again later", recipientReply("b+breaks@bounce.example"));
    }

    private String recipientReply(String recipient) throws IOException {
        try (Client client = Client.greeted(server.address())) {
            client.ask("MAIL FROM:<>\r\n");
            return client.ask("RCPT TO:<" + recipient + ">\r\n");
        }
    }

    @Test
    void aRefusedRecipientLeavesNothingToSend() throws Exception {
        try (Client client = Client.greeted(server.address())) {
            client.ask("MAIL FROM:<>\r\n");
            client.ask("RCPT TO:<b+forged@bounce.example>\r\n");
            assertEquals("554 5.5.1 No valid recipients", client.ask("DATA\r\n"));
        }
        assertEquals(List.of(), desk.taken);
    }

    @Test
    void pipelinedCommandsAreAnsweredInOrder() throws Exception {
        try (Client client = Client.greeted(server.address())) {
            client.say("MAIL FROM:<> SIZE=20\r\nRCPT TO:<b+forged@bounce.example>\r\n");
            client.say("RCPT TO:<b+token@bounce.example>\r\nDATA\r\n");
            assertEquals("250 2.1.0 OK", client.reply());
            assertEquals("550 5.1.1 No such mailbox here", client.reply());
            assertEquals("250 2.1.5 OK", client.reply());
            assertTrue(client.reply().startsWith("354 "));
            client.say("one\r\n.\r\nMAIL FROM:<>\r\nRCPT TO:<b+two@bounce.example>\r\nDATA\r\n");
            assertEquals("250 2.0.0 Kept", client.reply());
            assertEquals("250 2.1.0 OK", client.reply());
            assertEquals("250 2.1.5 OK", client.reply());
            assertTrue(client.reply().startsWith("354 "));
        }
        assertEquals(List.of("b+token@bounce.example"), desk.taken.getFirst().envelopeRecipients());
    }

    @Test
    void ehloOffersWhatTheServerCanDoAndNoTlsWithoutACertificate() throws Exception {
        try (Client client = new Client(server.address())) {
            assertEquals("220 mx.bounce.example ESMTP Rebound", client.reply());
            assertEquals("""
                    250-mx.bounce.example
                    250-PIPELINING
                    250-SIZE 10485760
                    250-8BITMIME
                    250-SMTPUTF8
                    250 ENHANCEDSTATUSCODES""", client.ask("EHLO peer.example\r\n"));
            assertTrue(client.ask("STARTTLS\r\n").startsWith("502 "));
        }
    }

    @Test
    void vrfySaysNothingAboutWhoExists() throws Exception {
        try (Client client = Client.greeted(server.address())) {
            String known = client.ask("VRFY b+token@bounce.example\r\n");
            assertEquals(known, client.ask("VRFY b+forged@bounce.example\r\n"));
            assertTrue(client.ask("EXPN staff\r\n").startsWith("502 "));
        }
    }

    @Test
    void commandsOutOfOrderAreRefusedWithoutHarm() throws Exception {
        try (Client client = new Client(server.address())) {
            client.reply();
            assertTrue(client.ask("MAIL FROM:<>\r\n").startsWith("503 "));
            assertTrue(client.ask("HELO peer.example\r\n").startsWith("250 "));
            assertTrue(client.ask("RCPT TO:<b+token@bounce.example>\r\n").startsWith("503 "));
            assertTrue(client.ask("DATA\r\n").startsWith("503 "));
            assertTrue(client.ask("MAIL FROM:b@c.example\r\n").startsWith("501 "));
            assertTrue(client.ask("MAIL FROM:<> FOO=1\r\n").startsWith("555 "));
            assertTrue(client.ask("NONSENSE\r\n").startsWith("500 "));
            assertTrue(client.ask("MAIL FROM: <\"a>b\"@c.example>\r\n").startsWith("250 "));
            assertTrue(client.ask("RCPT TO:<@relay.example:b+token@bounce.example>\r\n")
                    .startsWith("250 "));
            assertTrue(client.ask("RSET\r\n").startsWith("250 "));
            assertTrue(client.ask("DATA\r\n").startsWith("503 "));
            assertTrue(client.ask("QUIT\r\n").startsWith("221 "));
            assertEquals("closed", client.reply());
        }
    }

    @Test
    void aTakenPortIsNamedTogetherWithItsSetting() {
        InetSocketAddress taken = server.address();
        SmtpServerSettings settings = new SmtpServerSettings(
                taken, "returned-mail.port", "mx.bounce.example", Optional.empty(), ServerLimits.STANDARD);
        CannotListenException refused = assertThrows(
                CannotListenException.class,
                () -> ReturnedMailServer.start(settings, desk, InstantSource.system())
                        .close());
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("port " + taken.getPort()), message);
        assertTrue(message.contains("returned-mail.port"), message);
    }

    @Test
    void aStopTellsIdleClientsAndTakesNoMore() throws Exception {
        try (Client client = Client.greeted(server.address())) {
            server.close();
            assertEquals("421 4.3.2 mx.bounce.example is shutting down", client.reply());
            assertEquals("closed", client.reply());
        }
        assertThrows(IOException.class, () -> new Client(server.address()).close());
    }

    @Test
    void aStopLetsAMessageThatIsBeingReceivedEnd() throws Exception {
        try (Client client = toData("b+token@bounce.example")) {
            client.say("half of it\r\n");
            Thread stopping = Thread.ofVirtual().start(server::close);
            client.say("and the rest\r\n.\r\n");
            assertEquals("250 2.0.0 Kept", client.reply());
            assertTrue(client.reply().startsWith("421 4.3.2 "));
            stopping.join();
        }
        assertFalse(desk.taken.isEmpty());
    }
}
