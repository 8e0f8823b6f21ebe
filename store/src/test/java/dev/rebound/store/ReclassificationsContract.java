package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.reclassify.Outcome;
import dev.rebound.engine.reclassify.Outcome.Difference;
import dev.rebound.engine.reclassify.Outcome.Example;
import dev.rebound.engine.reclassify.PastBounce;
import dev.rebound.engine.reclassify.Reclassification;
import dev.rebound.engine.reclassify.Reclassification.Kind;
import dev.rebound.engine.reclassify.Reclassification.Progress;
import dev.rebound.engine.reclassify.Reclassification.State;
import dev.rebound.engine.reclassify.Reclassifications.Changed;
import dev.rebound.engine.reclassify.Reclassifications.Order;
import dev.rebound.engine.reclassify.Reclassifications.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of past bounces promises to those who judge them again. */
abstract class ReclassificationsContract extends PortContract {

    private static final Instant LATER = World.NOON.plus(Duration.ofDays(1));

    private static Order order(Kind kind) {
        return new Order(kind, LATER, "ann", "2026-2", Optional.empty());
    }

    private Reclassification begun() {
        return ports.reclassifications().begin(order(Kind.APPLY)).orElseThrow();
    }

    private void bounced(AccountId account, long message, Reason reason) {
        String address = "c" + message + "@example.org";
        world.accept(address, account, message);
        world.bounce(address, new MessageId(message), reason, World.NOON, "550 5.1.1 no such user " + message);
    }

    private static Step step(long run, long message, Reason before, Reason after) {
        return new Step(
                World.key("c" + message + "@example.org"),
                new Observation.Reclassify(
                        new MessageId(message), LATER, run, World.verdict(before), World.verdict(after)));
    }

    private static Progress progress(long through, long looked) {
        return new Progress(through, looked, Outcome.NONE);
    }

    @Test
    void bouncesAreShownInOrderWithWhatTheyRestOn() {
        AccountId account = world.account();
        bounced(account, 1, Reason.UNKNOWN_USER);
        world.accept("taken@example.org", account, 2);
        world.deliver("taken@example.org", new MessageId(2), World.NOON);
        world.accept("slow@example.org", account, 3);
        world.defer("slow@example.org", new MessageId(3), Reason.TEMPORARY, World.NOON);
        ports.ledger().expireOverdue(World.NOON.plus(Duration.ofDays(4)), 10).join();

        List<PastBounce> found = ports.reclassifications().bouncesAfter(0, 10);

        assertEquals(
                List.of(1L, 3L), found.stream().map(b -> b.message().value()).toList());
        PastBounce first = found.getFirst();
        assertEquals(World.verdict(Reason.UNKNOWN_USER), first.verdict());
        assertEquals(account, first.account());
        Evidence evidence = first.grounds().getFirst().evidence().orElseThrow();
        assertEquals("550 5.1.1 no such user 1", evidence.diagnostic().text());
        assertEquals(
                List.of(LedgerEvent.Deferred.class, LedgerEvent.Expired.class),
                found.getLast().grounds().stream()
                        .map(ground -> ground.event().getClass())
                        .toList());
        assertEquals(1, ports.reclassifications().bouncesAfter(1, 10).size());
        assertEquals(1, ports.reclassifications().bouncesAfter(0, 1).size());
    }

    @Test
    void moreBouncesThanOneQuestionHasRoomForAreShown() {
        AccountId account = world.account();
        for (int i = 1; i <= 300; i++) {
            bounced(account, i, Reason.SPAM);
        }

        List<PastBounce> found = ports.reclassifications().bouncesAfter(0, 1_000);

        assertEquals(300, found.size());
        assertTrue(found.stream().allMatch(bounce -> bounce.grounds().size() == 1));
    }

    @Test
    void oneRunsAtATime() {
        Reclassification first = begun();

        assertEquals(Optional.empty(), ports.reclassifications().begin(order(Kind.DRY_RUN)));
        assertEquals(Optional.of(first), ports.reclassifications().running());
        ports.reclassifications().end(first.id(), State.DONE);
        assertEquals(Optional.empty(), ports.reclassifications().running());
        assertTrue(ports.reclassifications().begin(order(Kind.DRY_RUN)).isPresent());
        assertEquals(
                List.of(State.RUNNING, State.DONE),
                ports.reclassifications().list(10).stream()
                        .map(Reclassification::state)
                        .toList());
    }

    @Test
    void whatIsRecordedAndHowFarItCameAreOne() {
        AccountId account = world.account();
        bounced(account, 1, Reason.UNKNOWN_USER);
        bounced(account, 2, Reason.UNKNOWN_USER);
        Reclassification run = begun();
        assertEquals(2, run.total());
        Outcome outcome = new Outcome(
                Map.of(new Difference(Reason.UNKNOWN_USER, Reason.TEMPORARY), 1L),
                1,
                0,
                0,
                List.of(new Example(
                        new Difference(Reason.UNKNOWN_USER, Reason.TEMPORARY),
                        account.value(),
                        1,
                        "c1@example.org",
                        "550 \u4e0d\u5b58\u5728",
                        "test-rule",
                        "other-rule")));
        Progress after = new Progress(1, 1, outcome);
        List<Step> steps = List.of(step(run.id(), 1, Reason.UNKNOWN_USER, Reason.TEMPORARY));

        assertTrue(ports.reclassifications().advance(run.id(), Progress.START, after, steps));
        assertFalse(ports.reclassifications().advance(run.id(), Progress.START, progress(2, 2), steps));

        assertEquals(
                after, ports.reclassifications().find(run.id()).orElseThrow().progress());
        assertEquals(Map.of(Reason.UNKNOWN_USER, 1L), ports.suppressions().counts(account));
        assertTrue(ports.ledger().verify().agrees());
    }

    @Test
    void oneThatWasStoppedRecordsNothing() {
        AccountId account = world.account();
        bounced(account, 1, Reason.UNKNOWN_USER);
        Reclassification run = begun();
        ports.reclassifications().end(run.id(), State.STOPPED);

        assertFalse(ports.reclassifications()
                .advance(
                        run.id(),
                        Progress.START,
                        progress(1, 1),
                        List.of(step(run.id(), 1, Reason.UNKNOWN_USER, Reason.TEMPORARY))));
        assertEquals(Map.of(Reason.UNKNOWN_USER, 1L), ports.suppressions().counts(account));
    }

    @Test
    void whatOneChangedIsFoundForUndoing() {
        AccountId account = world.account();
        bounced(account, 1, Reason.UNKNOWN_USER);
        bounced(account, 2, Reason.UNKNOWN_USER);
        Reclassification other = begun();
        advance(other, 1, Reason.UNKNOWN_USER, Reason.SPAM);
        Reclassification run = begun();
        advance(run, 2, Reason.UNKNOWN_USER, Reason.POLICY);

        Reclassification undoing = ports.reclassifications()
                .begin(new Order(Kind.UNDO, LATER, "ann", "2026-2", Optional.of(run.id())))
                .orElseThrow();
        List<Changed> changed =
                ports.reclassifications().changedBy(run.id(), undoing.progress().through(), 10);

        assertEquals(1, changed.size());
        assertEquals(new MessageId(2), changed.getFirst().event().message());
        assertEquals(
                World.verdict(Reason.UNKNOWN_USER), changed.getFirst().event().before());
        assertEquals(
                List.of(),
                ports.reclassifications().changedBy(run.id(), changed.getFirst().number(), 10));
    }

    private void advance(Reclassification run, long message, Reason before, Reason after) {
        Outcome outcome = new Outcome(Map.of(new Difference(before, after), 1L), 0, 0, 0, List.of());
        assertTrue(ports.reclassifications()
                .advance(
                        run.id(),
                        Progress.START,
                        new Progress(message, 1, outcome),
                        List.of(step(run.id(), message, before, after))));
        ports.reclassifications().end(run.id(), State.DONE);
    }

    @Test
    void aVerdictThatChangedMeanwhileStays() {
        AccountId account = world.account();
        bounced(account, 1, Reason.TEMPORARY);
        Reclassification run = begun();
        Verdict worse = World.verdict(Reason.MAILBOX_FULL);
        world.bounce("c1@example.org", new MessageId(1), Reason.MAILBOX_FULL, LATER, "552 full");

        advance(run, 1, Reason.TEMPORARY, Reason.SPAM);

        assertEquals(
                Optional.of(worse),
                ports.ledger()
                        .state(World.key("c1@example.org"))
                        .message(new MessageId(1))
                        .orElseThrow()
                        .verdict());
    }
}
