package dev.rebound.transport.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.inbox.FolderPosition;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailEndpoint.Protection;
import dev.rebound.engine.inbox.MailTrouble.Kind;
import dev.rebound.engine.inbox.Mailboxes.Folder;
import dev.rebound.engine.inbox.Mailboxes.Heading;
import dev.rebound.engine.inbox.Mailboxes.Mailbox;
import dev.rebound.engine.inbox.Mailboxes.MailboxLostException;
import dev.rebound.engine.inbox.Mailboxes.Opened;
import dev.rebound.engine.inbox.Mailboxes.Stretch;
import dev.rebound.engine.inbox.SignIn;
import dev.rebound.transport.TestCertificate;
import dev.rebound.transport.dns.NameQuestions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server may say and do, and what becomes of it. */
@SuppressWarnings("NullAway.Init") // filled before each test
class ImapMailboxesTest {

    private static final SignIn PASSWORD = new SignIn.Password("sam", "open\"sesame");
    /** Where a server is silent on purpose. */
    private static final Duration SHORT = Duration.ofMillis(500);

    private static final String BOMB_HEADER = "X: " + "y".repeat(30_000) + "\n\n";

    private TalkingImap server;

    private static final NameQuestions TO_LOOPBACK = new NameQuestions() {
        @Override
        public Texts texts(String name) {
            return new Texts.None();
        }

        @Override
        public Addresses addresses(String host) {
            return switch (host) {
                case "mx.example" -> new Addresses.At(List.of(InetAddress.getLoopbackAddress()));
                case "inside.example" -> new Addresses.None(host + " is where we must not connect to");
                default -> new Addresses.None(host + " has no address");
            };
        }
    };

    /** Long enough for a machine that has much else to do. */
    private Duration patience = Duration.ofSeconds(10);

    @BeforeEach
    void start() throws IOException {
        server = new TalkingImap();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private Opened open(MailEndpoint at, SignIn signIn) {
        MailSockets sockets =
                new MailSockets(TO_LOOPBACK, TestCertificate.context().getSocketFactory());
        return new ImapMailboxes(sockets, new ImapMailboxes.Settings(patience, Duration.ofMillis(20))).open(at, signIn);
    }

    private Opened open(Protection protection) {
        return open(new MailEndpoint("mx.example", server.port(), protection), PASSWORD);
    }

    private Kind failed() {
        return failed(open(Protection.CLEAR));
    }

    private static Kind failed(Opened opened) {
        return assertInstanceOf(Opened.Failed.class, opened).trouble().kind();
    }

    private Mailbox mailbox() {
        Opened opened = open(Protection.CLEAR);
        return assertInstanceOf(Opened.Ready.class, opened, opened.toString()).mailbox();
    }

    private static Kind lost(Executable what) {
        return assertThrows(MailboxLostException.class, what).trouble().kind();
    }

    @Test
    void aMailboxIsReadAndNothingIsSaidThatCouldChangeIt() throws MailboxLostException {
        try (Mailbox mailbox = mailbox()) {
            assertEquals(List.of(new Folder("INBOX", true)), mailbox.folders());
            assertEquals(
                    new FolderPosition("INBOX", 7, 6, 9),
                    mailbox.examine("INBOX").orElseThrow());
            assertEquals(Optional.of(5L), mailbox.firstSince(Instant.parse("2026-03-04T00:00:00Z")));
            Stretch stretch = mailbox.headings(5);
            Heading heading = stretch.headings().getFirst();
            assertEquals(
                    TalkingImap.HEADER.replace("\n", "\r\n"), new String(heading.header(), StandardCharsets.US_ASCII));
            assertEquals(55, stretch.next());
        }
        for (String command : server.asked) {
            assertTrue(
                    command.matches(
                            "(CAPABILITY|AUTHENTICATE|LIST|EXAMINE|UID SEARCH|UID FETCH|BYE LOGOUT|[A-Za-z0-9+/=]+$).*"),
                    command);
            assertFalse(command.contains("BODY["), command);
        }
        assertTrue(server.asked.contains("UID SEARCH RETURN (MIN) SINCE 4-Mar-2026"), server.asked.toString());
    }

    @Test
    void junkIsFoundBySpecialUseOrByNameAndWhatHasEverythingTwiceIsNot() throws MailboxLostException {
        server.saying("LIST", """
                * LIST (\\HasNoChildren \\All) "/" "[Gmail]/All Mail"
                * LIST (\\HasNoChildren \\Junk) "/" {11}
                Werbung "x"
                * LIST (\\Noselect) "/" Junk
                * LIST () "." INBOX.Spam
                * LIST () NIL "Bulk Mail"
                * LIST () "/" &V4NXPpCuTvY-
                * LIST () "/" Spammers
                @ OK
                """);

        try (Mailbox mailbox = mailbox()) {
            assertEquals(
                    List.of("INBOX", "Werbung \"x\"", "INBOX.Spam", "Bulk Mail"),
                    mailbox.folders().stream().map(Folder::name).toList());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NO [AUTHENTICATIONFAILED] Authentication failed.                                | WRONG_PASSWORD
            NO LOGIN failed.                                                                | WRONG_PASSWORD
            NO [ALERT] Application-specific password required                               | APP_PASSWORD_NEEDED
            NO [ALERT] Your account is not enabled for IMAP use.                            | SWITCHED_OFF
            NO [UNAVAILABLE] Temporary authentication failure.                              | UNAVAILABLE
            NO [SERVERBUG] Internal error occurred. Refer to server log                     | UNAVAILABLE
            NO [LIMIT] Too many simultaneous connections.                                   | TOO_MANY
            NO [OVERQUOTA] Mailbox is full                                                  | OVER_QUOTA
            NO \u8bf7\u4f7f\u7528\u6388\u6743\u7801\u767b\u5f55                             | APP_PASSWORD_NEEDED
            """)
    void whatTheServerSaysWhenItRefusesHasAMeaning(String words, Kind kind) {
        server.saying(
                "AUTHENTICATE",
                "@ " + new String(words.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1) + "\n");

        assertEquals(kind, failed());
    }

    @Test
    void aSecretDoesNotGoInClearToAnotherMachineNorWhereTheCertificateIsNotTheHosts() throws IOException {
        try (TalkingImap impostor = new TalkingImap("other")) {
            MailEndpoint at = new MailEndpoint("mx.example", impostor.port(), Protection.STARTTLS);
            assertEquals(Kind.WRONG_CERTIFICATE, failed(open(at, PASSWORD)));
            assertEquals(List.of("CAPABILITY", "STARTTLS"), impostor.asked);
        }
        assertInstanceOf(Opened.Ready.class, open(Protection.STARTTLS));
    }

    @Test
    void withoutStarttlsNothingIsSaidOfTheSecret() {
        server.saying("CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN\n@ OK\n");

        assertEquals(Kind.TLS_FAILED, failed(open(Protection.STARTTLS)));
        assertEquals(List.of("CAPABILITY"), server.asked);
    }

    @Test
    void whatIsPushedBehindStarttlsInClearIsNotHeard() {
        server.saying("STARTTLS", "@ OK begin\n* CAPABILITY IMAP4rev1\nR1 OK pushed\n<tls>");

        open(Protection.STARTTLS);

        // Whoever heard it would sign in by LOGIN, because AUTH=PLAIN is missing in what was pushed.
        assertEquals("CAPABILITY", server.asked.get(2));
        assertTrue(server.asked.contains("AUTHENTICATE PLAIN"), server.asked.toString());
    }

    @Test
    void aServerThatDropsTlsInTheMiddleIsAConnectionLost() {
        server.saying("STARTTLS", "@ OK begin\n<close>");

        assertTrue(List.of(Kind.TLS_FAILED, Kind.CONNECTION_LOST).contains(failed(open(Protection.STARTTLS))));
    }

    @Test
    void hostsThatAreNotThereOrMayNotBeConnectedToAreSaidSo() {
        assertEquals(
                Kind.FORBIDDEN_HOST, failed(open(new MailEndpoint("inside.example", 993, Protection.TLS), PASSWORD)));
        assertEquals(Kind.NO_SUCH_HOST, failed(open(new MailEndpoint("no.example", 993, Protection.TLS), PASSWORD)));
        assertEquals(
                Kind.REFUSED_CONNECTION, failed(open(new MailEndpoint("mx.example", 1, Protection.TLS), PASSWORD)));
    }

    @Test
    void whatNeverAnswersIsNotWaitedForLong() throws IOException {
        patience = SHORT;
        server.greeting("<stall>");
        assertEquals(Kind.NO_ANSWER, failed());
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(
                    Kind.NO_ANSWER,
                    failed(open(new MailEndpoint("mx.example", silent.getLocalPort(), Protection.CLEAR), PASSWORD)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "220 mail.example ESMTP\n",
                "HTTP/1.1 400 Bad Request\n\n",
                "* \u0000\u0001\u0002\u00ff\n",
                "* (((((((((((((((((\n",
                "* OK\n<close>",
                "* x {99999999999}\n",
                "* LIST \"no end",
                "\n\n\n\n"
            })
    void garbageIsNoMailbox(String greeting) {
        patience = SHORT;
        server.greeting(greeting);

        Kind kind = failed();

        assertTrue(
                List.of(Kind.NOT_UNDERSTOOD, Kind.CONNECTION_LOST, Kind.NO_ANSWER)
                        .contains(kind),
                kind.name());
    }

    @Test
    void aGreetingThatRefusesSaysWhy() {
        server.greeting("* BYE [LIMIT] Too many connections from your address\n<close>");

        assertEquals(Kind.TOO_MANY, failed());
    }

    @Test
    void aGoodbyeInTheMiddleIsTheReason() throws MailboxLostException {
        server.saying("UID FETCH", "* BYE [UNAVAILABLE] Going down for maintenance\n<close>");
        try (Mailbox mailbox = mailbox()) {
            mailbox.examine("INBOX");
            MailboxLostException lost = assertThrows(MailboxLostException.class, () -> mailbox.headings(1));
            assertEquals(Kind.UNAVAILABLE, lost.trouble().kind());
            assertEquals(
                    "[UNAVAILABLE] Going down for maintenance", lost.trouble().words());
        }
    }

    @Test
    void aLiteralOfFourGigabytesIsNeitherReadNorMadeRoomFor() throws MailboxLostException {
        server.saying("UID FETCH", "* 1 FETCH (UID 5 BODY[HEADER]<0> {4294967295}\nFrom: x<flood>");
        try (Mailbox mailbox = mailbox()) {
            mailbox.examine("INBOX");
            assertEquals(Kind.NOT_UNDERSTOOD, lost(() -> mailbox.headings(5)));
        }
    }

    @Test
    void aLiteralThatIsShorterThanItSaidIsAConnectionLost() throws MailboxLostException {
        server.saying("UID FETCH", "* 1 FETCH (UID 5 BODY[HEADER]<0> {2000}\nFrom: x\n<close>");
        try (Mailbox mailbox = mailbox()) {
            mailbox.examine("INBOX");
            assertEquals(Kind.CONNECTION_LOST, lost(() -> mailbox.headings(5)));
        }
    }

    @Test
    void answersWithoutEndEnd() throws MailboxLostException {
        patience = SHORT;
        String one = "* 1 FETCH (UID 5 BODY[HEADER]<0> {%d}\n%s)\n".formatted(BOMB_HEADER.length() + 2, BOMB_HEADER);
        for (String flood : List.of(one + "<flood>", "* 1 EXISTS\n<flood>", "* " + "x".repeat(8_000) + "<flood>")) {
            server.saying("UID FETCH", flood);
            try (Mailbox mailbox = mailbox()) {
                mailbox.examine("INBOX");
                Kind kind = lost(() -> mailbox.headings(5));
                assertTrue(kind == Kind.NOT_UNDERSTOOD || kind == Kind.NO_ANSWER, kind.name());
            }
        }
    }

    @Test
    void whatWasNotAskedForIsNotTakenForAnAnswer() throws MailboxLostException {
        server.saying(
                "UID FETCH",
                "* 1 FETCH (UID 4711 BODY[HEADER]<0> {2}\n\n)\n* 2 FETCH (FLAGS (\\Seen))\n* 3 FETCH (UID x BODY[HEADER] NIL)\n@ OK\n");
        server.saying("UID SEARCH", "* ESEARCH (TAG \"@\") UID\n@ OK\n");
        try (Mailbox mailbox = mailbox()) {
            mailbox.examine("INBOX");
            assertEquals(new Stretch(List.of(), 5), mailbox.headings(5));
            assertEquals(Optional.empty(), mailbox.message(5, 1_000));
        }
    }

    @Test
    void aRefusedFetchIsNoEmptyFolder() throws MailboxLostException {
        server.saying("UID FETCH", "@ NO [OVERQUOTA] not now\n");
        try (Mailbox mailbox = mailbox()) {
            mailbox.examine("INBOX");
            assertEquals(Kind.OVER_QUOTA, lost(() -> mailbox.headings(5)));
        }
    }

    @Test
    void anInboxThatMayNotBeOpenedIsATroubleAndAnyOtherFolderHasGone() throws MailboxLostException {
        server.saying("EXAMINE", "@ NO IMAP access is disabled for your account\n");
        try (Mailbox mailbox = mailbox()) {
            assertEquals(Optional.empty(), mailbox.examine("Junk"));
            assertEquals(Kind.SWITCHED_OFF, lost(() -> mailbox.examine("INBOX")));
        }
    }

    @Test
    void newsDuringAnAnswerAreNotSleptThrough() throws MailboxLostException {
        server.saying("UID FETCH", "* 2 EXISTS\n@ OK\n").saying("UID SEARCH", "* ESEARCH UID\n@ OK\n");
        try (Mailbox mailbox = mailbox()) {
            mailbox.examine("INBOX");
            mailbox.headings(5);
            long begun = System.nanoTime();
            assertTrue(mailbox.await(Duration.ofSeconds(20)));
            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(10).toNanos());
        }
    }

    @Test
    void whileItIdlesFlagsAreNoNewsAndArrivalsAre() throws MailboxLostException {
        server.saying("IDLE", "+ idling\n* OK Still here\n* 1 FETCH (FLAGS (\\Seen))\n");
        try (Mailbox mailbox = mailbox()) {
            assertFalse(mailbox.await(Duration.ofMillis(200)));
        }
        server.saying("IDLE", "+ idling\n* OK Still here\n* 2 EXISTS\n");
        try (Mailbox mailbox = mailbox()) {
            assertTrue(mailbox.await(Duration.ofSeconds(20)));
        }
    }

    @Test
    void aServerWithoutIdleIsAskedNowAndThen() throws MailboxLostException {
        server.saying("CAPABILITY", "* CAPABILITY IMAP4rev1\n@ OK\n");
        try (Mailbox mailbox = mailbox()) {
            assertTrue(mailbox.await(Duration.ofSeconds(20)));
        }
        assertTrue(server.asked.contains("NOOP"), server.asked.toString());
        assertTrue(server.asked.contains("LOGIN \"sam\" \"open\\\"sesame\""), server.asked.toString());
        assertFalse(server.asked.stream().anyMatch(command -> command.contains("(CONDSTORE)")));
    }

    @Test
    void gapsBetweenNumbersAreJumpedOver() throws MailboxLostException {
        server.saying("UID FETCH", "@ OK\n").saying("UID SEARCH", "* ESEARCH (TAG \"@\") UID MIN 4000000000\n@ OK\n");
        try (Mailbox mailbox = mailbox()) {
            mailbox.examine("INBOX");
            assertEquals(new Stretch(List.of(), 4_000_000_000L), mailbox.headings(1));
        }
        server.saying("CAPABILITY", "* CAPABILITY IMAP4rev1\n@ OK\n")
                .saying("UID SEARCH", "* SEARCH 900 700 800\n@ OK\n");
        try (Mailbox mailbox = mailbox()) {
            assertEquals(new Stretch(List.of(), 700), mailbox.headings(1));
        }
    }

    @Test
    void aTokenIsGivenByXoauth2AndItsRefusalIsAboutTheConsent() {
        server.saying("AUTHENTICATE XOAUTH2", "+ eyJzdGF0dXMiOiI0MDAifQ==\n");
        SignIn oauth = new SignIn.OAuth("sam", "other", "refresh", "access", Instant.EPOCH);
        MailEndpoint at = new MailEndpoint("mx.example", server.port(), Protection.CLEAR);
        server.saying("CAPABILITY", "* CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2\n@ OK\n");
        server.saying("AUTHENTICATE", "@ NO [AUTHENTICATIONFAILED] Invalid credentials\n");

        assertEquals(Kind.CONSENT_REVOKED, failed(open(at, oauth)));
        assertEquals("AUTHENTICATE XOAUTH2 dXNlcj1zYW0BYXV0aD1CZWFyZXIgYWNjZXNzAQE=", server.asked.get(1));
        server.saying("AUTHENTICATE", "@ NO [UNAVAILABLE] Temporary authentication failure\n");
        assertEquals(Kind.UNAVAILABLE, failed(open(at, oauth)));
    }
}
