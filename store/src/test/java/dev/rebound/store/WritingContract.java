package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.NoteKind;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.LetterTemplate;
import dev.rebound.engine.inbox.LetterTemplates.Draft;
import dev.rebound.engine.inbox.OneToOneContent;
import dev.rebound.engine.inbox.OneToOneCourse;
import dev.rebound.engine.inbox.OneToOneCourse.CourseState;
import dev.rebound.engine.inbox.OneToOneCourse.SentCopyState;
import dev.rebound.engine.inbox.OneToOneId;
import dev.rebound.engine.inbox.OneToOneMessage.OneToOneState;
import dev.rebound.engine.inbox.OneToOneText;
import dev.rebound.engine.inbox.WorkingHours;
import dev.rebound.engine.inbox.WritingHabits;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store keeps for people who write, and tells them of what became of it. */
@SuppressWarnings("NullAway.Init") // filled before each test
abstract class WritingContract extends PortContract {

    private static final String ANN = "ann@example.org";
    private static final OneToOneText TEXT = new OneToOneText("Hi {{firstname}}", "Lunch?", "<p>Lunch?</p>");

    private AccountId account;
    private AccountId other;
    private InboxId inbox;
    private ContactId ann;

    @BeforeEach
    void anInbox() {
        account = world.account();
        other = world.account();
        inbox = world.inbox(account);
        ann = world.contact(account, ANN, "Ann", "Lee");
    }

    private OneToOneId begun(OneToOneContent content) {
        return ports.oneToOneMessages().begin(world.oneToOne(account, inbox, ANN, "Lunch?"), content, World.NOON);
    }

    private OneToOneCourse course(OneToOneId id) {
        return ports.writing().courses().find(account, id).orElseThrow();
    }

    @Test
    void whatAnEmailSaidIsKeptForItsAccountOnly() {
        OneToOneContent content =
                new OneToOneContent("Hello\nAnn", "<p>Hello</p>", List.of("a \"b\".pdf", "\u4ef7\u683c.txt"));
        OneToOneId id = begun(content);
        OneToOneId bare = begun(OneToOneContent.NOT_KEPT);

        assertEquals(Optional.of(content), ports.writing().courses().content(account, id));
        assertEquals(Optional.empty(), ports.writing().courses().content(account, bare));
        assertEquals(Optional.empty(), ports.writing().courses().content(other, id));
        assertEquals(Optional.empty(), ports.writing().courses().find(other, id));
        assertEquals(List.of(), ports.writing().courses().page(other, Optional.empty(), 5));
        assertEquals(List.of(), ports.writing().courses().ofContact(other, ann, Optional.empty(), 5));
    }

    @Test
    void whatTheServerRefusesIsABounceThatSuppressesAndIsNeverInFlight() {
        OneToOneId id = begun(OneToOneContent.NOT_KEPT);

        MessageId first = ports.oneToOneMessages()
                .refused(id, world.evidence("550 5.1.1 no such user"), World.verdict(Reason.UNKNOWN_USER))
                .join();
        MessageId again = ports.oneToOneMessages()
                .refused(id, world.evidence("550 5.1.1 again"), World.verdict(Reason.UNKNOWN_USER))
                .join();

        assertEquals(first, again);
        OneToOneCourse course = course(id);
        assertEquals(CourseState.BOUNCED, course.state());
        assertEquals(OneToOneState.REFUSED, course.message().state());
        assertEquals(
                Reason.UNKNOWN_USER, course.bounce().orElseThrow().verdict().reason());
        assertEquals("550 5.1.1 no such user", course.bounce().orElseThrow().words());
        assertEquals(
                MessageStatus.BOUNCED,
                ports.ledger()
                        .state(World.key(ANN))
                        .message(first)
                        .orElseThrow()
                        .status());
        assertTrue(ports.ledger().state(World.key(ANN)).suppression(account).isPresent());
        assertTrue(ports.ledger().verify().agrees());
    }

    @Test
    void toASuppressedAddressItGoesAllTheSame() {
        OneToOneId first = begun(OneToOneContent.NOT_KEPT);
        ports.oneToOneMessages()
                .refused(first, world.evidence("550 5.1.1 no such user"), World.verdict(Reason.UNKNOWN_USER))
                .join();
        OneToOneId second = begun(OneToOneContent.NOT_KEPT);
        ports.oneToOneMessages()
                .refused(second, world.evidence("550 5.1.1 still none"), World.verdict(Reason.UNKNOWN_USER))
                .join();

        assertEquals(CourseState.BOUNCED, course(second).state());
        assertTrue(ports.ledger().verify().agrees());
    }

    @Test
    void anAnswerAndABounceAreToldAndTheCopy() {
        OneToOneId id = begun(OneToOneContent.NOT_KEPT);
        assertEquals(CourseState.SENDING, course(id).state());
        MessageId message =
                ports.oneToOneMessages().sent(id, world.evidence("250 ok")).join();
        ports.oneToOneMessages().copied(id, SentCopyState.NOT_FILED, "over quota");
        assertEquals(CourseState.SENT, course(id).state());
        assertEquals(Optional.of(SentCopyState.NOT_FILED), course(id).copy());

        world.record(
                ANN,
                new Observation.SideNote(
                        message,
                        World.NOON.plusSeconds(5),
                        world.evidence("out of office").id(),
                        NoteKind.AUTO_REPLY));
        assertEquals(CourseState.SENT, course(id).state());
        world.record(
                ANN,
                new Observation.SideNote(
                        message,
                        World.NOON.plusSeconds(9),
                        world.evidence("gladly").id(),
                        NoteKind.ANSWER));
        assertEquals(CourseState.ANSWERED, course(id).state());
        assertEquals(Optional.of(World.NOON.plusSeconds(9)), course(id).answeredAt());

        world.record(
                ANN,
                new Observation.PermanentFailure(
                        message, World.NOON.plusSeconds(10), world.evidence("").id(), World.verdict(Reason.OTHER)));
        assertEquals(CourseState.BOUNCED, course(id).state());
        assertTrue(course(id).bounce().orElseThrow().isCauseUnknown());
    }

    @Test
    void theyComeNewestFirstAndByContact() {
        OneToOneId first = begun(OneToOneContent.NOT_KEPT);
        OneToOneId second = begun(OneToOneContent.NOT_KEPT);
        ContactId bob = world.contact(account, "bob@example.org", "Bob", "");

        assertEquals(
                List.of(second, first),
                ports.writing().courses().page(account, Optional.empty(), 5).stream()
                        .map(course -> course.message().id())
                        .toList());
        assertEquals(
                1,
                ports.writing().courses().page(account, Optional.of(second), 5).size());
        assertEquals(
                2,
                ports.writing()
                        .courses()
                        .ofContact(account, ann, Optional.empty(), 5)
                        .size());
        assertEquals(
                1,
                ports.writing()
                        .courses()
                        .ofContact(account, ann, Optional.of(second), 5)
                        .size());
        assertEquals(
                0,
                ports.writing()
                        .courses()
                        .ofContact(account, bob, Optional.empty(), 5)
                        .size());
    }

    @Test
    void habitsAreStandardUntilSomebodySaysOthers() {
        assertEquals(WritingHabits.STANDARD, ports.writing().habits().of(inbox));
        WritingHabits habits = new WritingHabits(
                "Sam\nHill",
                7,
                new WorkingHours(
                        ZoneId.of("Asia/Shanghai"),
                        LocalTime.of(8, 30),
                        LocalTime.of(23, 59),
                        Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY)));

        assertFalse(ports.writing().habits().keep(other, inbox, habits));
        assertEquals(WritingHabits.STANDARD, ports.writing().habits().of(inbox));
        assertTrue(ports.writing().habits().keep(account, inbox, WritingHabits.STANDARD));
        assertTrue(ports.writing().habits().keep(account, inbox, habits));

        assertEquals(habits, ports.writing().habits().of(inbox));
    }

    @Test
    void templatesHaveNamesOfTheirOwnInEachAccount() {
        Draft draft = new Draft("Lunch", TEXT, "sam", World.NOON);
        LetterTemplate lunch = ports.writing().templates().add(account, draft).orElseThrow();
        LetterTemplate dinner = ports.writing()
                .templates()
                .add(account, new Draft("Dinner", TEXT, "sam", World.NOON))
                .orElseThrow();

        assertEquals(Optional.empty(), ports.writing().templates().add(account, draft));
        assertTrue(ports.writing().templates().add(other, draft).isPresent());
        assertEquals(List.of(dinner, lunch), ports.writing().templates().all(account));
        assertEquals(TEXT, lunch.text());
        assertEquals(Optional.empty(), ports.writing().templates().change(account, dinner.id(), draft));
        assertEquals(
                Optional.empty(),
                ports.writing().templates().change(other, dinner.id(), new Draft("X", TEXT, "theo", World.NOON)));
        LetterTemplate changed = ports.writing()
                .templates()
                .change(account, lunch.id(), new Draft("Lunch", OneToOneText.plain("S", "T"), "kim", World.NOON))
                .orElseThrow();
        assertEquals(Optional.of(changed), ports.writing().templates().find(account, lunch.id()));
        assertEquals("kim", changed.changedBy());
        assertFalse(ports.writing().templates().remove(other, lunch.id()));
        assertTrue(ports.writing().templates().remove(account, lunch.id()));
        assertFalse(ports.writing().templates().remove(account, lunch.id()));
        assertEquals(List.of(dinner), ports.writing().templates().all(account));
    }
}
