package dev.rebound.server.onetoone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.email.EmailFile;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailEndpoint.Protection;
import dev.rebound.engine.inbox.MailServers;
import dev.rebound.engine.inbox.OneToOneCourse;
import dev.rebound.engine.inbox.OneToOneCourse.CourseState;
import dev.rebound.engine.inbox.OneToOneCourse.SentCopyState;
import dev.rebound.engine.inbox.OneToOneId;
import dev.rebound.engine.inbox.OneToOneSending;
import dev.rebound.engine.inbox.OneToOneText;
import dev.rebound.engine.inbox.OneToOneWriting;
import dev.rebound.engine.inbox.WorkingHours;
import dev.rebound.engine.inbox.WritingHabits;
import dev.rebound.engine.sequence.Enrolment;
import dev.rebound.engine.sequence.Sequence;
import dev.rebound.engine.sequence.SequenceFigures;
import dev.rebound.engine.sequence.SequenceStep;
import dev.rebound.engine.sequence.Sequences;
import dev.rebound.server.LiveRebound;
import dev.rebound.server.inbox.RealMailServers;
import dev.rebound.server.inbox.SamsOffice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sam writes through Debian's Postfix; a second Postfix refuses, the report lands in Dovecot, and the contact's page says so. Skipped where
 * {@code postfix}, {@code dovecot-imapd} and {@code dovecot-lmtpd} are not installed.
 */
@Tag("real-servers")
@SuppressWarnings("NullAway.Init") // filled before each test
class OneToOneIT {

    private static final WorkingHours ALWAYS =
            new WorkingHours(ZoneOffset.UTC, LocalTime.MIN, LocalTime.MAX, EnumSet.allOf(DayOfWeek.class));
    private static final String SAM = "sam1@here.example";

    @TempDir
    private static Path servers;

    private static RealMailServers mail;

    @TempDir
    private Path folder;

    private SamsOffice office;
    private LiveRebound rebound;
    private Inbox inbox;

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
    void connect() {
        office = new SamsOffice(folder, Map.of());
        rebound = office.rebound();
        inbox = office.connected(
                SAM,
                "Sam Hill",
                new MailServers(
                        new MailEndpoint("127.0.0.1", mail.imap(), Protection.CLEAR),
                        new MailEndpoint("127.0.0.1", mail.submission(), Protection.CLEAR)),
                RealMailServers.PASSWORD);
        rebound.ports()
                .inboxes()
                .writing()
                .habits()
                .keep(rebound.account(), inbox.id(), new WritingHabits("Sam Hill, Here Ltd", 10, ALWAYS));
    }

    @AfterEach
    void stop() throws Exception {
        if (office != null) {
            office.close();
        }
    }

    private OneToOneSending.Outcome write(String to) {
        OneToOneWriting written = OneToOneWriting.to(
                        office.contact(to),
                        OneToOneText.plain("Lunch, {{firstname}}?", "Hello {{firstname}},\nshall we?"))
                .with(List.of(new EmailFile("menu.txt", "Soup".getBytes(StandardCharsets.US_ASCII))));
        return rebound.ports().inboxes().sending().send(inbox, written);
    }

    private OneToOneCourse course(OneToOneId id) {
        return rebound.ports()
                .inboxes()
                .writing()
                .courses()
                .find(rebound.account(), id)
                .orElseThrow();
    }

    @Test
    void whatIsSentIsAmongTheSentMailAndComesBackWithItsReason() throws Exception {
        OneToOneSending.Outcome outcome = write("gone@there.example");
        OneToOneId id = ((OneToOneSending.Outcome.Sent) outcome).message().id();

        OneToOneCourse filed = office.await(
                () -> Optional.of(course(id)).filter(now -> now.copy().isPresent()));
        OneToOneCourse bounced =
                office.await(() -> Optional.of(course(id)).filter(now -> now.state() == CourseState.BOUNCED));

        assertEquals(Optional.of(SentCopyState.FILED), filed.copy());
        List<String> sent = mail.messages(SAM, "Sent");
        assertEquals(1, sent.size());
        assertTrue(sent.getFirst().contains("Subject: Lunch, Ann?"), sent.getFirst());
        assertTrue(sent.getFirst().contains("Sam Hill, Here Ltd"), sent.getFirst());
        assertTrue(sent.getFirst().contains("menu.txt"), sent.getFirst());
        assertTrue(sent.getFirst().contains(bounced.message().email().headerId()), sent.getFirst());
        assertEquals(
                Reason.UNKNOWN_USER, bounced.bounce().orElseThrow().verdict().reason());
        assertTrue(
                bounced.bounce().orElseThrow().words().contains("550 5.1.1"),
                bounced.bounce().orElseThrow().words());
        assertTrue(rebound.ports().ledger().verify().agrees());
    }

    @Test
    void whatTheOwnServerRefusesAtOnceIsABounceToo() {
        OneToOneSending.Outcome outcome = write("closed@there.example");

        OneToOneCourse course =
                course(((OneToOneSending.Outcome.NotSent) outcome).message().id());
        assertEquals(CourseState.BOUNCED, course.state());
        assertEquals(
                Reason.UNKNOWN_USER, course.bounce().orElseThrow().verdict().reason());
        assertEquals(
                MessageStatus.BOUNCED,
                rebound.ports()
                        .ledger()
                        .state(course.message().email().recipient().key())
                        .message(course.message().message().orElseThrow())
                        .orElseThrow()
                        .status());
        assertTrue(write("closed@there.example") instanceof OneToOneSending.Outcome.Withheld);
        assertTrue(rebound.ports().ledger().verify().agrees());
    }

    @Test
    void aSequenceEndsWithTheBounceOfItsFirstStep() {
        Sequences sequences = rebound.ports().inboxes().sequences().sequences();
        Sequence sequence = sequences
                .add(
                        rebound.account(),
                        new Sequences.Draft(
                                "Follow up",
                                List.of(
                                        new SequenceStep(Duration.ZERO, OneToOneText.plain("First", "Hello")),
                                        new SequenceStep(Duration.ofDays(2), OneToOneText.plain("Second", "Hello?"))),
                                "sam",
                                Instant.now()))
                .orElseThrow();
        Contact contact = office.contact("left@there.example");
        Instant now = Instant.now();
        assertTrue(sequences
                .enrol(sequence, inbox.id(), contact.id(), "sam", new Sequences.Instants(now, now))
                .isPresent());

        Enrolment ended =
                office.await(() -> sequences.enrolments(rebound.account(), sequence.id(), Optional.empty(), 1).stream()
                        .filter(enrolment -> enrolment.end().isPresent())
                        .findFirst());

        assertEquals(Enrolment.EndReason.BOUNCED, ended.end().orElseThrow().why());
        assertEquals(1, ended.sent());
        assertEquals(
                new SequenceFigures(1, 0, 0, 0, new SequenceFigures.Emails(1, 1, 0, 0)),
                sequences.figures(rebound.account()).get(sequence.id()));
    }
}
