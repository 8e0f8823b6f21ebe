package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What every ledger promises. */
abstract class LedgerContract extends PortContract {

    private static final String ANN = "ann@example.org";
    private static final MessageId FIRST = new MessageId(1);

    @Test
    void theStateIsTheFoldOverWhatWasRecorded() {
        AccountId account = world.account();
        world.accept(ANN, account, 1);
        world.defer(ANN, FIRST, Reason.RECIPIENT_TEMPORARY, World.NOON.plusSeconds(1));
        world.bounce(ANN, FIRST, Reason.UNKNOWN_USER, World.NOON.plusSeconds(400), "550 5.1.1 no such user");

        List<LedgerEvent> events = new ArrayList<>();
        ports.ledger().replay(events::add);
        AddressState folded = events.stream().reduce(AddressState.EMPTY, AddressState::apply, (a, b) -> b);

        assertEquals(3, events.size());
        assertEquals(folded, ports.ledger().state(World.key(ANN)));
        assertEquals(MessageStatus.BOUNCED, first(folded).status());
        assertEquals(2, first(folded).attempts());
        assertEquals(
                Optional.of(NotSentReason.PREVIOUSLY_BOUNCED),
                folded.refusalFor(account, dev.rebound.core.policy.Policy.standard(), World.NOON));
    }

    @Test
    void theSameEvidenceTwiceMakesOneEvent() {
        AccountId account = world.account();
        world.accept(ANN, account, 1);
        Evidence evidence = world.evidence("550 5.1.1 no such user");
        Observation bounce =
                new Observation.PermanentFailure(FIRST, World.NOON, evidence.id(), World.verdict(Reason.UNKNOWN_USER));

        int first = ports.ledger()
                .record(World.key(ANN), bounce, Optional.of(evidence))
                .join()
                .size();
        int again = ports.ledger()
                .record(World.key(ANN), bounce, Optional.of(evidence))
                .join()
                .size();

        assertEquals(List.of(1, 0), List.of(first, again));
    }

    @Test
    void threeAccountsMakeAGlobalBounce() {
        for (int i = 1; i <= 3; i++) {
            world.accept(ANN, world.account(), i);
        }
        for (int i = 1; i <= 3; i++) {
            world.bounce(ANN, new MessageId(i), Reason.UNKNOWN_USER, World.NOON, "550 5.1.1 no");
        }

        AddressState state = ports.ledger().state(World.key(ANN));
        List<LedgerEvent> refused = world.accept(ANN, world.account(), 4);

        assertEquals(Optional.of(World.NOON), state.globalSince());
        assertTrue(
                refused.getFirst() instanceof LedgerEvent.NotSent sent && sent.why() == NotSentReason.GLOBALLY_BOUNCED);
    }

    @Test
    void overduePendingMessagesTurnSoft() {
        AccountId account = world.account();
        for (int i = 1; i <= 3; i++) {
            world.accept("p" + i + "@example.org", account, i);
            world.defer("p" + i + "@example.org", new MessageId(i), Reason.FILTERED, World.NOON.plusSeconds(i));
        }
        Duration hours72 = Duration.ofHours(72);

        assertEquals(
                Optional.of(World.NOON.plusSeconds(1).plus(hours72)),
                ports.ledger().nextDeadline());
        assertEquals(
                2,
                ports.ledger()
                        .expireOverdue(World.NOON.plus(hours72).plusSeconds(2), 10)
                        .join());
        assertEquals(
                MessageStatus.BOUNCED,
                first(ports.ledger().state(World.key("p1@example.org"))).status());
        assertEquals(
                Optional.of(World.NOON.plusSeconds(3).plus(hours72)),
                ports.ledger().nextDeadline());
    }

    @Test
    void expiryTakesNoMoreThanItsLimit() {
        AccountId account = world.account();
        for (int i = 1; i <= 3; i++) {
            world.accept("p" + i + "@example.org", account, i);
            world.defer("p" + i + "@example.org", new MessageId(i), Reason.FILTERED, World.NOON);
        }

        assertEquals(
                2,
                ports.ledger()
                        .expireOverdue(World.NOON.plus(Duration.ofDays(4)), 2)
                        .join());
    }

    @Test
    void whatCannotBeStoredFailsItsOwnCallerOnly() {
        AccountId account = world.account();
        world.accept(ANN, account, 1);
        List<CompletableFuture<List<LedgerEvent>>> all = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            // The first message is Ann's: under another address it cannot be stored.
            Observation accepted = new Observation.Accepted(account, new MessageId(i), World.NOON);
            all.add(ports.ledger().record(World.key("p" + i + "@example.org"), accepted, Optional.empty()));
        }

        assertThrows(CompletionException.class, () -> all.getFirst().join());
        assertEquals(
                49,
                all.stream().skip(1).mapToInt(future -> future.join().size()).sum());
        assertEquals(50, ports.ledger().verify().messages());
        assertEquals(List.of(), ports.ledger().verify().differences());
    }

    @Test
    void observationsThatComeTogetherSeeEachOther() {
        AccountId account = world.account();
        Evidence first = world.evidence("550 5.1.1 no such user");
        Verdict unknown = World.verdict(Reason.UNKNOWN_USER);
        List<Observation> together = List.of(
                new Observation.Accepted(account, FIRST, World.NOON),
                new Observation.PermanentFailure(FIRST, World.NOON, first.id(), unknown),
                new Observation.PermanentFailure(FIRST, World.NOON, first.id(), unknown),
                new Observation.Accepted(account, new MessageId(2), World.NOON));
        List<CompletableFuture<List<LedgerEvent>>> answers = together.stream()
                .map(seen -> ports.ledger().record(World.key(ANN), seen, Optional.empty()))
                .toList();

        List<Integer> events =
                answers.stream().map(answer -> answer.join().size()).toList();
        AddressState state = ports.ledger().state(World.key(ANN));

        assertEquals(List.of(1, 1, 0, 1), events);
        assertEquals(
                Optional.of(NotSentReason.PREVIOUSLY_BOUNCED),
                Objects.requireNonNull(state.messages().get(new MessageId(2))).notSent());
        assertEquals(List.of(), ports.ledger().verify().differences());
    }

    @Test
    void anEmptyLedgerAgrees() {
        assertEquals(new Verification(0, 0, 0, List.of(), 0), ports.ledger().verify());
    }

    @Test
    void verificationCountsWhatItCompared() {
        AccountId account = world.account();
        world.accept(ANN, account, 1);
        world.accept(ANN, account, 2);
        world.accept("bob@example.org", account, 3);
        world.deliver(ANN, FIRST, World.NOON.plusNanos(987_654_321));

        Verification verification = ports.ledger().verify();

        assertEquals(new Verification(4, 2, 3, List.of(), 0), verification);
    }

    private static MessageState first(AddressState state) {
        return Objects.requireNonNull(state.messages().get(FIRST));
    }

    @Test
    void whenTheLastEventHappenedOutlivesTheProcess() {
        assertEquals(Optional.empty(), ports.ledger().lastEventAt());
        world.contact(world.account(), "a@example.org", "", "");
        world.accept("a@example.org", world.account(), 1);
        ports.close();
        ports = open(folder);

        assertEquals(Optional.of(World.NOON), ports.ledger().lastEventAt());
    }
}
