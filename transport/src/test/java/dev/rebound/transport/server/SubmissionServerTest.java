package dev.rebound.transport.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.transport.TestCertificate;
import dev.rebound.transport.server.SubmissionServer.LoginInClear;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How programs hand mail over. */
class SubmissionServerTest {

    private static final String HEADER = "From: Shop <shop@there.example>\r\nSubject: Hi\r\n";

    private final SSLContext tls = TestCertificate.context();
    private final MemorySubmissions desk = new MemorySubmissions();
    private final SubmissionServer server = start(LoginInClear.LOOPBACK);
    private final SubmissionServer strict = start(LoginInClear.NEVER);

    private SubmissionServer start(LoginInClear inClear) {
        return SubmissionServer.start(
                Servers.settings(ServerLimits.STANDARD, Optional.of(tls)),
                desk,
                inClear,
                InstantSource.fixed(Servers.NOW));
    }

    @AfterEach
    void stop() {
        server.close();
        strict.close();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(String user, String secret) {
        return "AUTH PLAIN " + base64("\0" + user + "\0" + secret) + "\r\n";
    }

    private Client signedIn() throws IOException {
        Client client = Client.greeted(server.address());
        assertEquals("235 2.7.0 Signed in", client.ask(plain("7", "key")));
        return client;
    }

    private Client toData() throws IOException {
        Client client = signedIn();
        client.ask("MAIL FROM:<shop@there.example>\r\n");
        client.ask("RCPT TO:<ann@x.example>\r\n");
        assertTrue(client.ask("DATA\r\n").startsWith("354 "));
        return client;
    }

    private String content() {
        return new String(desk.taken.getFirst().content(), StandardCharsets.UTF_8);
    }

    @Test
    void aMessageIsTakenOverTlsAndAnsweredOnceItIsCommitted() throws Exception {
        CompletableFuture<Void> commit = new CompletableFuture<>();
        desk.commit = commit;
        try (Client client = Client.greeted(strict.address())) {
            client.ask("STARTTLS\r\n");
            client.startTls(tls);
            assertTrue(client.ask("EHLO shop.example\r\n").contains("AUTH PLAIN LOGIN"));
            assertEquals("235 2.7.0 Signed in", client.ask(plain("7", "key")));
            client.ask("MAIL FROM:<shop@there.example> SIZE=100 BODY=8BITMIME SMTPUTF8 AUTH=<>\r\n");
            client.ask("RCPT TO:<ann@x.example>\r\n");
            client.ask("RCPT TO:<Ann@x.example>\r\n");
            client.ask("RCPT TO:<b\u00f6b@x.example>\r\n");
            client.ask("DATA\r\n");
            client.say(HEADER + "Message-ID: <1@there.example>\r\n\r\n..text\r\n.\r\n");
            commit.complete(null);
            assertEquals("250 2.0.0 Queued as <1@there.example>", client.reply());
        }
        assertEquals(
                List.of("ann@x.example", "b\u00f6b@x.example"),
                desk.taken.getFirst().recipients().stream()
                        .map(EmailAddress::text)
                        .toList());
        assertTrue(content()
                .startsWith("Received: from shop.example ([127.0.0.1])\r\n\tby mx.bounce.example with ESMTPSA;"));
        assertTrue(content().endsWith("\r\n\r\n.text\r\n"), content());
    }

    @Test
    void aMessageThatCouldNotBeCommittedIsPutOff() throws Exception {
        desk.commit = CompletableFuture.failedFuture(new IllegalStateException("disk full"));
        try (Client client = toData()) {
            assertTrue(client.ask(HEADER + "\r\nx\r\n.\r\n").startsWith("451 4.3.0 "));
        }
    }

    @Test
    void nothingIsTakenFromWhoHasNotSignedIn() throws Exception {
        try (Client client = Client.greeted(server.address())) {
            assertEquals("530 5.7.0 Sign in first", client.ask("MAIL FROM:<shop@there.example>\r\n"));
            assertTrue(client.ask("RCPT TO:<ann@x.example>\r\n").startsWith("503 "));
            assertTrue(client.ask("DATA\r\n").startsWith("503 "));
        }
    }

    @Test
    void aSecretIsNotTakenInClearUnlessTheSettingSaysSo() throws Exception {
        try (Client client = new Client(strict.address())) {
            client.reply();
            assertFalse(client.ask("EHLO shop.example\r\n").contains("AUTH"));
            assertTrue(client.ask(plain("7", "key")).startsWith("538 5.7.11 "));
            assertTrue(client.ask("MAIL FROM:<a@b.example>\r\n").startsWith("530 "));
        }
    }

    @Test
    void loginIsUnderstoodWithAndWithoutTheNameInItsFirstLine() throws Exception {
        try (Client client = Client.greeted(server.address())) {
            assertEquals("334 VXNlcm5hbWU6", client.ask("AUTH LOGIN\r\n"));
            assertEquals("334 UGFzc3dvcmQ6", client.ask(base64("7") + "\r\n"));
            assertEquals("235 2.7.0 Signed in", client.ask(base64("key") + "\r\n"));
        }
        try (Client client = Client.greeted(server.address())) {
            assertEquals("334 UGFzc3dvcmQ6", client.ask("auth login " + base64("7") + "\r\n"));
            assertEquals("235 2.7.0 Signed in", client.ask(base64("key") + "\r\n"));
            assertTrue(client.ask(plain("7", "key")).startsWith("503 "), "once is enough");
        }
        try (Client client = Client.greeted(server.address())) {
            assertEquals("334 ", client.ask("AUTH PLAIN\r\n"));
            assertEquals("235 2.7.0 Signed in", client.ask(base64("7\0007\0key") + "\r\n"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH CRAM-MD5, 504 5.5.4",
        "AUTH PLAIN *, 501 5.7.0",
        "AUTH PLAIN %%%, 501 5.5.2",
        "AUTH PLAIN =, 501 5.5.2",
        "AUTH PLAIN Yg==, 501 5.5.2",
        "AUTH PLAIN ADcAd3Jvbmc=, 535 5.7.8",
        "AUTH PLAIN ZXZpbAA3AGtleQ==, 501 5.5.2"
    })
    void whatIsNoGoodLoginIsRefusedAndTheNextOneIsHeard(String line, String answer) throws Exception {
        try (Client client = Client.greeted(server.address())) {
            assertEquals(answer, client.ask(line + "\r\n").substring(0, answer.length()));
            assertTrue(client.ask("MAIL FROM:<a@b.example>\r\n").startsWith("530 "));
            assertEquals("235 2.7.0 Signed in", client.ask(plain("7", "key")));
        }
    }

    @Test
    void whoGuessesTooOftenIsPutOffAndHungUpOn() throws Exception {
        try (Client client = Client.greeted(server.address())) {
            client.say(plain("guesser", "x") + "NOOP\r\n");
            assertEquals(List.of("421 4.7.0 Too many wrong logins, try again later"), client.repliesToEnd());
        }
    }

    @Test
    void whatStoodInClearBehindStartTlsIsForgottenAndSoIsTheLogin() throws Exception {
        try (Client client = signedIn()) {
            client.say("STARTTLS\r\nMAIL FROM:<evil@x.example>\r\n");
            assertEquals("220 2.0.0 Go ahead", client.reply());
            client.startTls(tls);
            client.ask("EHLO shop.example\r\n");
            assertEquals("530 5.7.0 Sign in first", client.ask("MAIL FROM:<shop@there.example>\r\n"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "previously_bounced, 550 5.1.1 PREVIOUSLY_BOUNCED",
        "globally_bounced, 550 5.1.1 GLOBALLY_BOUNCED",
        "unsubscribed, 550 5.7.1 UNSUBSCRIBED",
        "'\"unsubscribed\"', 250 2.1.5",
        "a..b, 553 5.1.3"
    })
    void aRecipientThatMayNotBeSentToIsRefusedWithTheReason(String localPart, String answer) throws Exception {
        try (Client client = signedIn()) {
            client.ask("MAIL FROM:<shop@there.example>\r\n");
            String said = client.ask("RCPT TO:<" + localPart + "@x.example>\r\n");
            assertEquals(answer, said.substring(0, answer.length()));
            assertEquals("250 2.1.5 OK", client.ask("RCPT TO:<ann@x.example>\r\n"));
        }
    }

    @Test
    void whoAsksForNoticesByMailIsToldThatThereAreNone() throws Exception {
        try (Client client = signedIn()) {
            assertTrue(client.ask("MAIL FROM:<a@there.example> RET=HDRS ENVID=1\r\n")
                    .startsWith("555 5.5.4 DSN is not offered"));
            client.ask("MAIL FROM:<a@there.example>\r\n");
            assertTrue(client.ask("RCPT TO:<ann@x.example> NOTIFY=SUCCESS\r\n")
                    .startsWith("555 5.5.4 DSN is not offered"));
        }
    }

    @Test
    void mailFromSomebodyElsesDomainIsRefused() throws Exception {
        try (Client client = toData()) {
            assertEquals(
                    "550 5.7.1 This account may not write from other.example",
                    client.ask("From: a@other.example\r\n\r\nx\r\n.\r\n"));
        }
        assertEquals(List.of(), desk.taken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n.\n", "\n.\r\n", "\r.\r", "\r.\r\n", "\r\n.\n", "\r\n.\r", "a\nb", "a\rb"})
    void aMessageIsNotSmuggledBehindAnother(String variant) throws Exception {
        try (Client client = toData()) {
            client.say(HEADER + "\r\nx" + variant
                    + "MAIL FROM:<x@evil.example>\r\n"
                    + "RCPT TO:<eve@x.example>\r\n"
                    + "DATA\r\n"
                    + "From: evil@x.example\r\n\r\n"
                    + ".\r\n");
            assertEquals(List.of("554 5.6.0 Message has a bare CR or LF"), client.repliesToEnd());
        }
        assertEquals(List.of(), desk.taken);
    }

    @Test
    void aDotBehindANulEndsNothingAndTheMessageIsRefused() throws Exception {
        try (Client client = toData()) {
            assertTrue(client.ask(HEADER + "\r\nx\r\n\0.\r\nMAIL FROM:<x@evil.example>\r\n.\r\n")
                    .startsWith("554 5.6.0 The message has a NUL"));
        }
        assertEquals(List.of(), desk.taken);
    }

    @Test
    void lettersWhoseLowOctetsAreLineEndsStayLetters() throws Exception {
        try (Client client = signedIn()) {
            client.ask("MAIL FROM:<shop@there.example> SMTPUTF8\r\n");
            assertEquals("250 2.1.5 OK", client.ask("RCPT TO:<a\u760d\u760arcpt@x.example>\r\n"));
            assertTrue(client.ask("RCPT TO:<a@b.example\u760d\u760aRCPT TO:<v@x.example>\r\n")
                    .startsWith("50"));
        }
    }

    @Test
    @SuppressWarnings("StringConcatToTextBlock") // every line end matters
    void commandsMayComeInOnePacket() throws Exception {
        try (Client client = signedIn()) {
            client.say("MAIL FROM:<shop@there.example>\r\nRCPT TO:<unsubscribed@x.example>\r\n"
                    + "RCPT TO:<ann@x.example>\r\nDATA\r\n");
            assertEquals("250 2.1.0 OK", client.reply());
            assertTrue(client.reply().startsWith("550 5.7.1 "));
            assertEquals("250 2.1.5 OK", client.reply());
            assertTrue(client.reply().startsWith("354 "));
            assertTrue(client.ask(HEADER + "\r\nx\r\n.\r\n").startsWith("250 2.0.0 Queued"));
        }
        assertEquals(1, desk.taken.getFirst().recipients().size());
    }
}
