package dev.rebound.feed.retold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressRules;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.Cause;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.Lifted;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.feed.ledger.EventCodec;
import dev.rebound.feed.ledger.EventCodec.EventType;
import dev.rebound.feed.report.Installation;
import dev.rebound.feed.seen.Judge;
import dev.rebound.feed.seen.Seen;
import dev.rebound.feed.seen.SeenReader;
import dev.rebound.feed.seen.SeenReader.Verdicts;
import dev.rebound.feed.seen.SeenWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger told again makes the same states. */
final class RetellingTest {

    private static final int ROUNDS = 200;
    private static final int STEPS = 80;
    private static final Installation SECOND = new Installation(2, 1_000);
    private static final Judge NOBODY = said -> {
        throw new AssertionError("nothing is to be judged");
    };

    private static List<Seen> told(Installation installation, List<LedgerEvent> events) {
        Retelling retelling = new Retelling(installation);
        List<Seen> all = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Optional<LedgerEvent> next = i + 1 < events.size() ? Optional.of(events.get(i + 1)) : Optional.empty();
            retelling.seen(events.get(i), next, 9).ifPresent(all::add);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20_261_130})
    void whoeverFoldsWhatIsToldAgainComesToTheSameState(long seed) {
        Random random = new Random(seed);
        SeenReader reader = new SeenReader(NOBODY, Verdicts.AS_TOLD);
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        for (int round = 0; round < ROUNDS; round++) {
            Course course = new Course(random);
            for (int step = 0; step < STEPS; step++) {
                course.step();
            }
            AddressState state = AddressState.EMPTY;
            for (Seen seen : told(Installation.ALONE, course.events)) {
                Observation observation = reader.read(SeenWriter.write(seen)).observation();
                state = AddressRules.decide(Course.ADDRESS, state, observation, course::rulebook)
                        .after();
            }
            Observation end = new Observation.TimePassed(course.now);
            course.see(end);
            AddressState after = AddressRules.decide(Course.ADDRESS, state, end, course::rulebook)
                    .after();
            assertEquals(course.state, after, "seed " + seed + ", round " + round);
            course.events.forEach(event -> types.add(EventCodec.typeOf(event)));
        }
        assertEquals(EnumSet.allOf(EventType.class), types, "what the courses did not come to");
    }

    private static final AccountId ACCOUNT = new AccountId(5);
    private static final MessageId MESSAGE = new MessageId(77);
    private static final Instant AT = Instant.parse("2026-03-01T09:00:00Z");

    @Test
    void whatWasSentWasSentWhateverIsHeldAgainstTheAddress() {
        Seen seen = told(SECOND, List.of(new LedgerEvent.Queued(Course.ADDRESS, ACCOUNT, MESSAGE, AT)))
                .getFirst();

        assertTrue(seen.begins());
        assertInstanceOf(Observation.OfferedThroughInbox.class, seen.observation());
    }

    @Test
    void numbersAreThoseThatAllInstallationsUse() {
        Seen seen = told(SECOND, List.of(new LedgerEvent.Queued(Course.ADDRESS, ACCOUNT, MESSAGE, AT)))
                .getFirst();

        assertEquals(Optional.of(new AccountId(1_005)), seen.account());
        assertEquals(Optional.of(SECOND.shared(MESSAGE)), seen.message());
        assertEquals(SECOND.sharedEmail(9), seen.email());
    }

    @Test
    void whatAnUnbounceLiftedNamesItsMessageByTheSharedNumber() {
        Lifted lifted =
                new Lifted(new Suppression(Reason.UNKNOWN_USER, AT, MESSAGE), Optional.empty(), Optional.empty(), AT);
        Seen seen = told(SECOND, List.of(new LedgerEvent.Restored(Course.ADDRESS, ACCOUNT, AT, lifted, "ann")))
                .getFirst();

        Observation.Restore restore = assertInstanceOf(Observation.Restore.class, seen.observation());
        assertEquals(
                new Cause.Bounce(SECOND.shared(MESSAGE)),
                restore.lifted().suppression().cause());
    }

    @Test
    void aBounceThatTheGuardHeldIsHeldFromTheStart() {
        Course course = new Course(new Random(1));
        course.see(new Observation.OfferedThroughInbox(new AccountId(1), MESSAGE, course.now));
        course.see(new Observation.PermanentFailure(
                        MESSAGE, course.now, EvidenceId.of("said"), course.verdict(Reason.UNKNOWN_USER))
                .heldBy(new CircuitId(3)));

        Observation.PermanentFailure failure = assertInstanceOf(
                Observation.PermanentFailure.class,
                told(Installation.ALONE, course.events).get(1).observation());

        assertEquals(Optional.of(new CircuitId(3)), failure.heldBy());
    }

    @Test
    void whatFollowsFromOtherEventsIsNotTold() {
        assertEquals(
                List.of(),
                told(
                        Installation.ALONE,
                        List.of(
                                new LedgerEvent.Recovered(Course.ADDRESS, ACCOUNT, AT),
                                new LedgerEvent.GloballyBounced(Course.ADDRESS, ACCOUNT, AT),
                                new LedgerEvent.GlobalWithdrawn(Course.ADDRESS, ACCOUNT, AT))));
    }
}
