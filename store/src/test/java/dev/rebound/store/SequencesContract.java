package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NoteKind;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.OneToOneId;
import dev.rebound.engine.inbox.OneToOneMessage;
import dev.rebound.engine.inbox.WritingHabits;
import dev.rebound.engine.sequence.Enrolment;
import dev.rebound.engine.sequence.Enrolment.EndReason;
import dev.rebound.engine.sequence.EnrolmentRefusal;
import dev.rebound.engine.sequence.Sequence;
import dev.rebound.engine.sequence.SequenceFigures;
import dev.rebound.engine.sequence.SequenceKeeper;
import dev.rebound.engine.sequence.Sequences;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of sequences does, with the use cases that run on it. */
@SuppressWarnings("NullAway.Init") // filled before each test
abstract class SequencesContract extends SequencesBench {

    @Test
    void stepsGoOutOneAfterTheOtherInWorkingHoursUntilItIsFinished() {
        Sequence sequence = sequence("S", step(0, "One"), step(6, "Two"));
        Contact ann = contact("ann@y.example");
        assertEquals(Optional.empty(), enrol(sequence, ann));

        keeper.run();
        keeper.run();
        assertEquals(1, letters.out.size());
        pass(Duration.ofHours(6)); // It is 18:00, and work is over.
        assertEquals(1, letters.out.size());
        pass(Duration.ofHours(15).plusMinutes(1));

        assertEquals(
                List.of("One", "Two"),
                letters.out.stream().map(LettersByChance.Out::content).toList());
        assertEquals(Optional.of(EndReason.FINISHED), endOf(sequence, ann));
        SequenceFigures figures = ports.sequences().sequences().figures(account).get(sequence.id());
        assertEquals(new SequenceFigures(1, 0, 1, 0, new SequenceFigures.Emails(2, 0, 0, 2)), figures);
    }

    @Test
    void whoMayNotBeEnrolledIsRefusedWithTheReason() {
        Sequence sequence = sequence("S", step(0, "One"));
        Sequence another = sequence("T", step(0, "One"));
        Contact ann = contact("ann@y.example");
        Contact gone = contact("gone@y.example");
        Contact leaver = contact("leaver@y.example");
        world.accept("gone@y.example", account, 1);
        world.bounce("gone@y.example", new MessageId(1), Reason.UNKNOWN_USER, World.NOON, "550 5.1.1 no such user");
        ports.contacts().setUnsubscribed(account, leaver.id(), Optional.of(World.NOON));

        assertEquals(Optional.empty(), enrol(sequence, ann));
        assertEquals(Optional.of(EnrolmentRefusal.ALREADY_ENROLLED), enrol(sequence, ann));
        assertEquals(Optional.of(EnrolmentRefusal.ALREADY_ENROLLED), enrol(another, ann));
        assertEquals(Optional.of(EnrolmentRefusal.PREVIOUSLY_BOUNCED), enrol(sequence, gone));
        assertEquals(Optional.of(EnrolmentRefusal.UNSUBSCRIBED), enrol(sequence, leaver));
        ports.inboxes().disconnect(account, inbox.id(), World.NOON);
        Inbox away = ports.inboxes().find(inbox.id()).orElseThrow();
        assertEquals(
                Optional.of(EnrolmentRefusal.INBOX_DISCONNECTED),
                enrolling
                        .check(account, away, List.of(contact("bob@y.example")))
                        .getFirst()
                        .refusal());
    }

    @Test
    void whoAnswersBouncesOrUnsubscribesIsTakenOutAndTheReasonStays() {
        ports.writing().habits().keep(account, inbox.id(), new WritingHabits("", 100, WEEK));
        Sequence sequence = sequence("S", step(0, "One"), step(24, "Two"));
        Contact replies = contact("replies@y.example");
        Contact bounces = contact("bounces@y.example");
        Contact leaves = contact("leaves@y.example");
        for (Contact contact : List.of(replies, bounces, leaves)) {
            assertEquals(Optional.empty(), enrol(sequence, contact));
            pass(WritingHabits.PAUSE.plusSeconds(1));
        }
        assertEquals(3, letters.out.size());
        world.record(
                "replies@y.example",
                new Observation.SideNote(
                        newest(replies).message().message().orElseThrow(),
                        World.NOON,
                        world.evidence("yes").id(),
                        NoteKind.ANSWER));
        world.record(
                "bounces@y.example",
                new Observation.PermanentFailure(
                        newest(bounces).message().message().orElseThrow(),
                        World.NOON,
                        world.evidence("550 5.1.1 gone").id(),
                        World.verdict(Reason.UNKNOWN_USER)));
        ports.contacts().setUnsubscribed(account, leaves.id(), Optional.of(World.NOON));

        keeper.run();
        pass(Duration.ofDays(3));

        assertEquals(3, letters.out.size());
        assertEquals(Optional.of(EndReason.REPLIED), endOf(sequence, replies));
        assertEquals(Optional.of(EndReason.BOUNCED), endOf(sequence, bounces));
        assertEquals(Optional.of(EndReason.UNSUBSCRIBED), endOf(sequence, leaves));
        assertEquals(
                new SequenceFigures(3, 0, 0, 0, new SequenceFigures.Emails(3, 1, 1, 1)),
                ports.sequences().sequences().figures(account).get(sequence.id()));
    }

    @Test
    void whatIsPausedWaitsAndWhoIsTakenOutGetsNothing() {
        Sequence sequence = sequence("S", step(0, "One"));
        Contact ann = contact("ann@y.example");
        Contact bob = contact("bob@y.example");
        enrol(sequence, ann);
        enrol(sequence, bob);
        assertTrue(ports.sequences().sequences().pause(account, sequence.id(), true));
        assertFalse(ports.sequences().sequences().pause(world.account(), sequence.id(), false));

        keeper.run();
        assertEquals(0, letters.out.size());
        assertTrue(ports.sequences().sequences().end(enrolmentOf(sequence, bob).id(), EndReason.BY_HAND, World.NOON));
        ports.sequences().sequences().pause(account, sequence.id(), false);
        pass(Duration.ofMinutes(1));

        assertEquals(1, letters.out.size());
        assertEquals(Optional.of(EndReason.BY_HAND), endOf(sequence, bob));
        assertEquals(Optional.empty(), enrol(sequence, bob), "who was taken out may come back");
    }

    @Test
    void noMoreThanTheDailyLimitGoesOutOnOneDay() {
        Sequence sequence = sequence("S", step(0, "One"));
        for (int i = 0; i < DAILY + 2; i++) {
            enrol(sequence, contact("p" + i + "@y.example"));
        }
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofMinutes(5));
        }
        assertEquals(DAILY, letters.out.size());

        clock.jump(Duration.ofHours(20));
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofMinutes(5));
        }

        assertEquals(DAILY + 2, letters.out.size());
    }

    @Test
    void changedStepsHaveOneNameInTheAccountAndHoldForThoseUnderWay() {
        Sequence sequence = sequence("S", step(0, "One"), step(1, "Two"));
        Contact ann = contact("ann@y.example");
        enrol(sequence, ann);
        keeper.run();

        assertTrue(ports.sequences()
                .sequences()
                .change(account, sequence.id(), new Sequences.Draft("S", List.of(step(0, "One")), "kim", World.NOON))
                .isPresent());
        assertTrue(ports.sequences()
                .sequences()
                .add(account, new Sequences.Draft("S", List.of(step(0, "One")), "kim", World.NOON))
                .isEmpty());
        pass(Duration.ofHours(2));

        assertEquals(Optional.of(EndReason.FINISHED), endOf(sequence, ann));
        assertEquals(1, letters.out.size());
    }

    @Test
    void aServerThatIsSlowKeepsNobodyElseWaiting() {
        Sequence sequence = sequence("S", step(0, "One"));
        Inbox quick = connected("kim@x.example");
        enrol(sequence, inbox, contact("ann@y.example"));
        enrol(sequence, quick, contact("bob@y.example"));
        List<Runnable> atOnce = new ArrayList<>();
        SequenceKeeper several = new SequenceKeeper(parts, clock, random, atOnce::add);

        several.run();
        assertEquals(2, atOnce.size());
        atOnce.get(1).run();
        assertEquals(1, letters.out.size());
        enrol(sequence, quick, contact("cleo@y.example"));
        clock.jump(WritingHabits.PAUSE.plusSeconds(1));
        several.run();

        assertEquals(3, atOnce.size(), "the slow one sends still, and nothing more is asked of it");
        atOnce.get(2).run();
        assertEquals(2, letters.out.size());
        atOnce.getFirst().run();
        assertEquals(3, letters.out.size());
    }

    @Test
    void ofTwoContactsThatBecomeOneOnlyOneSequenceGoesOn() {
        Sequence sequence = sequence("S", step(0, "One"), step(24, "Two"));
        Contact ann = contact("ann@y.example");
        Contact annie = contact("annie@y.example");
        Contact bob = contact("bob@y.example");
        for (Contact contact : List.of(ann, annie)) {
            enrol(sequence, contact);
        }

        ports.contacts().merge(account, ann.id(), annie.id(), World.NOON);
        ports.contacts().merge(account, bob.id(), ann.id(), World.NOON);

        assertEquals(Optional.of(EndReason.MERGED), endOf(sequence, annie));
        Enrolment goesOn =
                ports.sequences().sequences().active(account, bob.id()).orElseThrow();
        assertEquals(World.address("bob@y.example"), goesOn.address());
        assertEquals(Optional.empty(), ports.sequences().sequences().active(account, ann.id()));
        pass(Duration.ofMinutes(10));
        assertEquals(1, letters.out.size());
    }

    @Test
    void whoIsErasedGoesThroughNoSequenceAndWhatWasWrittenIsGone() {
        Sequence sequence = sequence("S", step(0, "One"), step(24, "Two"));
        Contact ann = contact("ann@y.example");
        enrol(sequence, ann);
        keeper.run();
        OneToOneId letter = newest(ann).message().id();

        assertEquals(1, ports.contacts().erase(account, ann.id(), World.NOON).size());
        pass(Duration.ofDays(3));

        assertEquals(1, letters.out.size());
        SequenceFigures figures = ports.sequences().sequences().figures(account).get(sequence.id());
        assertEquals(new SequenceFigures(1, 0, 0, 0, new SequenceFigures.Emails(1, 0, 0, 1)), figures);
        assertEquals(Optional.empty(), ports.writing().courses().content(account, letter));
        OneToOneMessage left = ports.oneToOneMessages().find(account, letter).orElseThrow();
        assertFalse(left.toString().contains("ann@y"), left.toString());
    }
}
