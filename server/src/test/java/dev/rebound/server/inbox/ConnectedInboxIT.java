package dev.rebound.server.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.NoteKind;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.Inbox.InboxState;
import dev.rebound.engine.inbox.InboxConnecting;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailEndpoint.Protection;
import dev.rebound.engine.inbox.MailServers;
import dev.rebound.engine.inbox.MailTrouble;
import dev.rebound.engine.inbox.OneToOneMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sam writes to people outside through his own mail servers, and Rebound finds in his inbox what comes back. Skipped where Debian's
 * packages {@code postfix}, {@code dovecot-imapd} and {@code dovecot-lmtpd} are not installed.
 */
@Tag("real-servers")
@SuppressWarnings("NullAway.Init") // filled before each test
class ConnectedInboxIT {

    @TempDir
    private static Path servers;

    private static RealMailServers mail;
    private static int people;

    @TempDir
    private Path folder;

    /** Everybody has a mailbox of their own. */
    private final String sam = "sam" + ++people + "@here.example";

    private SamsOffice office;

    @BeforeAll
    static void startServers() throws Exception {
        mail = new RealMailServers(servers).start();
    }

    @AfterAll
    static void stopServers() throws Exception {
        if (mail != null) {
            mail.close();
        }
    }

    @BeforeEach
    void start() {
        office = new SamsOffice(folder, Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        mail.changePassword(RealMailServers.PASSWORD);
        if (office != null) {
            office.close();
        }
    }

    private MailServers servers() {
        return new MailServers(
                new MailEndpoint("127.0.0.1", mail.imap(), Protection.CLEAR),
                new MailEndpoint("127.0.0.1", mail.submission(), Protection.CLEAR));
    }

    private InboxConnecting.Outcome connect(MailServers servers, String password) {
        return office.connect(sam, "Sam Hill", servers, password);
    }

    private Inbox connected() {
        return office.awaitSeen(office.connected(sam, "Sam Hill", servers(), RealMailServers.PASSWORD));
    }

    /** The figures of Sam's inbox, once they are so. */
    private void awaitFigures(Predicate<Inbox.Figures> wanted) {
        try {
            office.await(() -> Optional.of(office.inbox(sam).figures()).filter(wanted));
        } catch (AssertionError e) {
            throw new AssertionError(said(), e);
        }
    }

    private static String said() {
        try {
            return mail.said();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] report(OneToOneMessage about, String recipient) {
        return SampleReports.unknownUser(sam, about.email().headerId(), recipient);
    }

    @Test
    void whatComesBackIsOnTheTimelineInNoTimeAndTheMailboxIsAsItWas() throws Exception {
        Inbox inbox = connected();
        office.write(inbox, "gone@there.example");

        LedgerEvent.Bounced bounced = office.awaitOnTimeline("gone@there.example", LedgerEvent.Bounced.class);

        assertEquals(Reason.UNKNOWN_USER, bounced.verdict().reason());
        awaitFigures(seen -> seen.reports() == 1);
        List<String> files = mail.inbox(sam);
        assertEquals(1, files.size());
        assertTrue(files.getFirst().startsWith("new/") || files.getFirst().endsWith(":2,"), files.toString());
        assertTrue(office.rebound().ports().ledger().verify().agrees());
    }

    @Test
    void fromTheMailboxToTheTimelineItTakesLessThanTwoSeconds() throws Exception {
        Inbox inbox = connected();
        OneToOneMessage written = office.write(inbox, "ann@there.example");
        mail.deliver(
                sam,
                "",
                "ordinary",
                "From: kim@here.example\r\nSubject: Hi\r\n\r\nLunch?\r\n".getBytes(StandardCharsets.US_ASCII));

        long begun = System.nanoTime();
        mail.deliver(sam, "", "report", report(written, "ann@there.example"));
        office.awaitOnTimeline("ann@there.example", LedgerEvent.Bounced.class);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);

        System.out.println("from the mailbox to the timeline: " + millis + " ms");
        assertTrue(millis < 2_000, millis + " ms");
        awaitFigures(seen -> seen.ignored() == 1);
    }

    @Test
    void anAnswerIsNotedAndNothingOfItIsKept() throws Exception {
        Inbox inbox = connected();
        OneToOneMessage written = office.write(inbox, "ann@there.example");
        String answer =
                "From: Ann <ann@there.example>\r\nTo: sam@here.example\r\nSubject: Re: Lunch on Friday?\r\nIn-Reply-To: "
                        + written.email().headerId() + "\r\n\r\nSecret plans\r\n";
        mail.deliver(sam, "", "answer", answer.getBytes(StandardCharsets.US_ASCII));

        LedgerEvent.Noted noted = office.awaitOnTimeline("ann@there.example", LedgerEvent.Noted.class);

        assertEquals(NoteKind.ANSWER, noted.kind());
        awaitFigures(seen -> seen.answers() == 1);
    }

    @Test
    void whatComesWhileTheServerIsAwayOrNumbersChangeOrIsInJunkIsNotMissedAndCountsOnce() throws Exception {
        Inbox inbox = connected();
        OneToOneMessage first = office.write(inbox, "ann@there.example");
        OneToOneMessage second = office.write(inbox, "ann@there.example");
        mail.stopDovecot();
        office.awaitState(sam, InboxState.TROUBLED);
        mail.deliver(sam, "", "report1", report(first, "ann@there.example"));
        mail.startDovecot();
        awaitFigures(seen -> seen.reports() == 1);

        mail.stopDovecot();
        mail.forgetNumbers(sam);
        mail.startDovecot();
        awaitFigures(seen -> seen.reports() >= 2);
        mail.deliver(sam, "Junk", "report2", report(second, "ann@there.example"));
        awaitFigures(seen -> seen.reports() >= 3);

        assertEquals(2, office.onTimeline("ann@there.example", LedgerEvent.Bounced.class));
        assertTrue(office.rebound().ports().ledger().verify().agrees());
    }

    @Test
    void aHugeMessageAndHostileOnesDoNotKeepTheNextOneFromBeingRead() throws Exception {
        Inbox inbox = connected();
        OneToOneMessage written = office.write(inbox, "ann@there.example");
        byte[] huge = SampleReports.huge();
        mail.deliver(sam, "", "huge", huge);
        mail.deliver(
                sam,
                "",
                "deep",
                ("From: mailer-daemon@x.example\r\nContent-Type: message/rfc822\r\n\r\n"
                                + "Content-Type: message/rfc822\r\n\r\n".repeat(20_000))
                        .getBytes(StandardCharsets.US_ASCII));
        mail.deliver(
                sam,
                "",
                "wide",
                ("From: mailer-daemon@x.example\r\n" + "X: y\r\n".repeat(200_000) + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        mail.deliver(sam, "", "zreport", report(written, "ann@there.example"));

        office.awaitOnTimeline("ann@there.example", LedgerEvent.Bounced.class);

        awaitFigures(seen -> seen.looked() == 4);
    }

    @Test
    void aChangedPasswordIsSaidAndAnotherConnectingGoesOnWhereItStopped() throws Exception {
        Inbox inbox = connected();
        OneToOneMessage written = office.write(inbox, "ann@there.example");
        mail.changePassword("another");
        mail.stopDovecot();
        mail.startDovecot();
        Inbox needs = office.awaitState(sam, InboxState.SIGN_IN_NEEDED);
        assertEquals(
                MailTrouble.Kind.WRONG_PASSWORD,
                needs.condition().trouble().orElseThrow().kind());
        mail.deliver(sam, "", "report", report(written, "ann@there.example"));

        connect(servers(), "another");

        office.awaitOnTimeline("ann@there.example", LedgerEvent.Bounced.class);
    }

    @Test
    void everyMisfortuneOfConnectingHasItsName() {
        MailEndpoint imap = servers().imap();
        MailEndpoint smtp = servers().smtp();

        assertEquals("WRONG_PASSWORD WRONG_PASSWORD", tried(servers(), "wrong"));
        assertEquals(
                "WRONG_CERTIFICATE WRONG_CERTIFICATE",
                tried(
                        new MailServers(
                                new MailEndpoint("127.0.0.1", mail.imaps(), Protection.TLS),
                                new MailEndpoint("127.0.0.1", mail.submission(), Protection.STARTTLS)),
                        RealMailServers.PASSWORD));
        assertEquals(
                "REFUSED_CONNECTION REFUSED_CONNECTION",
                tried(
                        new MailServers(
                                new MailEndpoint("127.0.0.1", 9, Protection.TLS),
                                new MailEndpoint("127.0.0.1", 9, Protection.TLS)),
                        RealMailServers.PASSWORD));
        MailServers swapped = new MailServers(/* imap= */ smtp, /* smtp= */ imap);
        assertEquals("NOT_UNDERSTOOD NOT_UNDERSTOOD", tried(swapped, RealMailServers.PASSWORD));
        assertEquals(
                "TLS_FAILED TLS_FAILED",
                tried(
                        new MailServers(
                                new MailEndpoint("127.0.0.1", mail.imap(), Protection.TLS),
                                new MailEndpoint("127.0.0.1", mail.submission(), Protection.TLS)),
                        RealMailServers.PASSWORD));
    }

    private String tried(MailServers servers, String password) {
        InboxConnecting.Outcome outcome = connect(servers, password);
        assertTrue(outcome instanceof InboxConnecting.Outcome.NotWorking, outcome.toString());
        InboxConnecting.Tried tried = ((InboxConnecting.Outcome.NotWorking) outcome).tried();
        return tried.imap().map(t -> t.kind().name()).orElse("well") + " "
                + tried.smtp().map(t -> t.kind().name()).orElse("well");
    }
}
