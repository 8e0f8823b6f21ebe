package dev.rebound.transport.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.smtp.SmtpReply;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients do to the sandbox, from rude to malicious; it goes on serving the next one. */
class HostileClientsTest {

    private static final String TO = "ann+delivers@gmail.example";

    @TempDir
    Path folder;

    private SandboxFixture sandbox;

    @BeforeEach
    void start() {
        sandbox = SandboxFixture.standard(folder);
    }

    @AfterEach
    void servesTheNextOneAndStops() throws IOException {
        assertEquals(250, code(sandbox.deliver(TO, "<last@rebound.test>")));
        sandbox.close();
    }

    @Test
    void endlessLineEndsTheDialogue() throws IOException {
        try (SmtpClientByHand client = sandbox.connect("gmail.example")) {
            client.reply();
            client.send("EHLO " + "a".repeat(5_000));
            assertEquals(500, code(client.reply()));
            assertEquals(Optional.empty(), client.reply());
        }
    }

    @Test
    void garbageIsAnsweredAndThenSentAway() throws IOException {
        try (SmtpClientByHand client = sandbox.connect("gmail.example")) {
            client.reply();
            Random random = new Random(1);
            int replies = 0;
            try {
                for (int i = 0; i < 25; i++) {
                    byte[] line = new byte[50];
                    random.nextBytes(line);
                    client.send(new String(line, StandardCharsets.ISO_8859_1).replaceAll("[\r\n]", "?") + "\r\n");
                }
                while (client.reply().isPresent()) {
                    replies++;
                }
            } catch (SocketException cutOff) {
                replies++;
            }
            assertTrue(replies > 0 && replies <= 22, "replies: " + replies);
        }
    }

    @Test
    void oversizedMessageIsReadToItsEndAndRefused() throws IOException {
        try (SmtpClientByHand client = sandbox.connect("gmail.example")) {
            begin(client, TO);
            byte[] megabyte = "x".repeat(998).concat("\r\n").repeat(1_000).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 11; i++) {
                client.send(megabyte);
            }
            assertEquals(552, code(client.ask(".")));
            assertEquals(250, code(client.ask("RSET")));
        }
        assertEquals(0, sandbox.internet.deliveries().delivered());
    }

    @Test
    void onlyCrlfDotCrlfEndsMessageAndBareLineEndsAreRefused() throws IOException {
        for (String end : new String[] {"\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n", "\r\n.\r"}) {
            try (SmtpClientByHand client = sandbox.connect("gmail.example")) {
                begin(client, TO);
                client.send("Subject: one\r\n\r\nbody" + end + "MAIL FROM:<evil@rebound.test>\r\n");
                assertEquals(
                        550,
                        code(client.ask(".")),
                        "after " + end.replace("\r", "CR").replace("\n", "LF"));
            }
        }
        assertEquals(0, sandbox.internet.deliveries().delivered());
    }

    @Test
    void manyRecipientsAreTooMany() throws IOException {
        try (SmtpClientByHand client = sandbox.connect("gmail.example")) {
            client.reply();
            client.ask("EHLO sender.example");
            client.ask("MAIL FROM:<a@rebound.test>");
            for (int i = 0; i < 100; i++) {
                assertEquals(250, code(client.ask("RCPT TO:<a" + i + "+delivers@gmail.example>")));
            }
            assertEquals(452, code(client.ask("RCPT TO:<b+delivers@gmail.example>")));
        }
    }

    @Test
    void clientThatHangsUpInTheMiddleLeavesNothing() throws IOException {
        try (SmtpClientByHand client = sandbox.connect("gmail.example")) {
            begin(client, TO);
            client.send("Subject: half");
        }
        assertEquals(0, sandbox.internet.deliveries().delivered());
    }

    @Test
    void repliesToPipelinedCommandsComeInOrder() throws IOException {
        try (SmtpClientByHand client = sandbox.connect("gmail.example")) {
            client.reply();
            client.ask("EHLO sender.example");
            client.send("MAIL FROM:<a@rebound.test>\r\nRCPT TO:<ann+unknown-user@gmail.example>\r\nRCPT TO:<" + TO
                    + ">\r\nDATA\r\n");
            assertEquals(250, code(client.reply()));
            assertEquals(550, code(client.reply()));
            assertEquals(250, code(client.reply()));
            assertEquals(354, code(client.reply()));
        }
    }

    @Test
    void whatWasSentBeforeTheHandshakeIsForgotten() throws Exception {
        try (SmtpClientByHand client = sandbox.connect("gmail.example")) {
            client.reply();
            SmtpReply ehlo = client.ask("EHLO sender.example").orElseThrow();
            assertTrue(ehlo.lines().contains("STARTTLS"));
            client.send("STARTTLS\r\n");
            assertEquals(220, code(client.reply()));
            client.encrypt(trusting());
            assertEquals(503, code(client.ask("RCPT TO:<" + TO + ">")));
            SmtpReply second = client.ask("EHLO sender.example").orElseThrow();
            assertTrue(!second.lines().contains("STARTTLS"));
            client.ask("MAIL FROM:<a@rebound.test>");
            client.ask("RCPT TO:<" + TO + ">");
            client.ask("DATA");
            client.send(SandboxFixture.message(TO, "<tls@rebound.test>"));
            assertEquals(250, code(client.ask(".")));
        }
    }

    private static void begin(SmtpClientByHand client, String to) throws IOException {
        client.reply();
        client.ask("EHLO sender.example");
        client.ask("MAIL FROM:<a@rebound.test>");
        client.ask("RCPT TO:<" + to + ">");
        assertEquals(354, code(client.ask("DATA")));
    }

    private static int code(Optional<SmtpReply> reply) {
        return reply.map(SmtpReply::code).orElse(0);
    }

    private static SSLContext trusting() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAll()}, null);
        return context;
    }

    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
