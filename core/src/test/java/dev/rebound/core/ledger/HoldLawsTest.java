package dev.rebound.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.policy.Consequence;
import dev.rebound.core.policy.GlobalRule;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.core.policy.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every history in which the guard holds, releases and rolls back; seeded samples of long ones. */
class HoldLawsTest {

    private static final int ROUNDS = 300;
    private static final int STEPS = 60;
    private static final int ACCOUNTS = 4;
    private static final int CIRCUITS = 3;
    private static final List<Reason> REASONS = List.of(Reason.values());

    /** A history of one address in accounts that each have a policy, and what it led to. */
    private static final class Course {
        private final Random random;
        private final Map<AccountId, Rulebook> rulebooks = new HashMap<>();
        private final List<LedgerEvent> events = new ArrayList<>();
        private AddressState state = AddressState.EMPTY;
        private Instant now = Scene.START;
        private int messages;

        Course(Random random) {
            this.random = random;
            for (int account = 1; account <= ACCOUNTS; account++) {
                rulebooks.put(
                        Scene.account(account),
                        new Rulebook(policy(random), new GlobalRule(2, Optional.empty()), Rulebook.TRY_FOR_MAX));
            }
        }

        private Rulebook rulebook(AccountId account) {
            return Objects.requireNonNull(rulebooks.get(account));
        }

        List<LedgerEvent> see(Observation observation) {
            AddressRules.Decision decision = AddressRules.decide(Scene.ADDRESS, state, observation, this::rulebook);
            state = decision.after();
            events.addAll(decision.events());
            return decision.events();
        }

        void step() {
            now = now.plus(Duration.ofMinutes(1 + random.nextInt(60 * 24 * 4)));
            Observation observation = observation();
            see(observation);
            assertEquals(List.of(), see(observation), () -> "seen twice: " + observation);
            assertNothingHeldCounts();
        }

        private Observation observation() {
            AccountId account = Scene.account(1 + random.nextInt(ACCOUNTS));
            if (messages == 0 || random.nextInt(4) == 0) {
                return new Observation.Accepted(account, Scene.message(++messages), now);
            }
            MessageId message = Scene.message(Math.max(1, messages - random.nextInt(5)));
            var evidence = Scene.evidence(message + "-" + random.nextInt(6));
            CircuitId circuit = new CircuitId(1 + random.nextInt(CIRCUITS));
            var failure = new Observation.PermanentFailure(
                    message, now, evidence, Scene.verdict(REASONS.get(random.nextInt(REASONS.size()))));
            return switch (random.nextInt(14)) {
                case 0 -> new Observation.Taken(message, now, evidence);
                case 1 -> new Observation.Unbounce(account, now, "ann", "asked for it");
                case 2 -> new Observation.LiftGlobal(now, "op", "they exist");
                case 3 -> new Observation.Reassess(account, now);
                case 4, 5 -> new Observation.HoldBack(message, circuit, now);
                case 6, 7 -> new Observation.Release(message, circuit, now);
                case 8, 9 -> new Observation.RollBack(message, circuit, now);
                case 10, 11 -> failure.heldBy(circuit);
                default -> failure;
            };
        }

        private void assertNothingHeldCounts() {
            state.suppressions()
                    .values()
                    .forEach(held -> assertTrue(
                            held.cause() instanceof Cause.Bounce(MessageId message)
                                    && !state.message(message).orElseThrow().isExcused(),
                            () -> "what the guard holds suppresses: " + events));
            assertTrue(
                    state.globalSince().isPresent()
                            || state.suppressions()
                                    .keySet()
                                    .containsAll(state.counting().keySet()),
                    () -> "what does not suppress counts: " + events);
        }
    }

    private static Policy policy(Random random) {
        Map<Reason, Consequence> table = new EnumMap<>(Reason.class);
        for (Reason reason : REASONS) {
            table.put(reason, consequence(random));
        }
        return random.nextBoolean() ? Policy.standard() : new Policy(table, random.nextBoolean());
    }

    private static Consequence consequence(Random random) {
        Trigger trigger = random.nextBoolean()
                ? new Trigger.AtOnce()
                : new Trigger.Repeated(2, Duration.ofDays(1L + random.nextInt(20)));
        Optional<Duration> probe =
                random.nextBoolean() ? Optional.of(Duration.ofDays(1L + random.nextInt(5))) : Optional.empty();
        Optional<Duration> expiry =
                random.nextBoolean() ? Optional.of(Duration.ofDays(6L + random.nextInt(30))) : Optional.empty();
        return random.nextInt(4) == 0
                ? Consequence.none()
                : new Consequence(trigger, expiry, probe, random.nextInt(2) == 0);
    }

    private static List<Course> courses(long seed) {
        System.out.println("histories with holds, seed " + seed);
        Random random = new Random(seed);
        List<Course> courses = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Course course = new Course(random);
            for (int step = 0; step < STEPS; step++) {
                course.step();
            }
            courses.add(course);
        }
        return courses;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20_261_128})
    void aReplayNeedsNeitherPolicyNorGuard(long seed) {
        for (Course course : courses(seed)) {
            AddressState state = AddressState.EMPTY;
            for (LedgerEvent event : course.events) {
                state = state.apply(event);
            }
            assertEquals(course.state, state, "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20_261_128})
    void everySortOfHoldIsAmongTheSamples(long seed) {
        List<LedgerEvent> all =
                courses(seed).stream().flatMap(course -> course.events.stream()).toList();

        assertTrue(all.stream().anyMatch(LedgerEvent.Held.class::isInstance));
        assertTrue(all.stream().anyMatch(LedgerEvent.Released.class::isInstance));
        assertTrue(all.stream().anyMatch(LedgerEvent.RolledBack.class::isInstance));
        assertTrue(all.stream().anyMatch(LedgerEvent.GlobalWithdrawn.class::isInstance));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20_261_128})
    void whatIsHeldBackCompletelyLeavesNothingBehind(long seed) {
        for (Course course : courses(seed)) {
            course.now = course.now.plus(Duration.ofDays(1));
            for (MessageId message : List.copyOf(course.state.messages().keySet())) {
                Optional<Hold> hold =
                        course.state.message(message).orElseThrow().hold();
                CircuitId circuit = hold.map(Hold::circuit).orElseGet(() -> new CircuitId(1));
                course.see(new Observation.HoldBack(message, circuit, course.now));
                course.see(new Observation.RollBack(message, circuit, course.now));
            }
            assertEquals(Map.of(), course.state.suppressions(), "seed " + seed);
            assertTrue(
                    course.state.globalSince().isPresent()
                            || course.state.counting().isEmpty(),
                    "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20_261_128})
    void theOrderInWhichABatchIsReleasedDoesNotMatter(long seed) {
        Random random = new Random(seed);
        for (Course course : courses(seed)) {
            assertEquals(released(course, random), released(course, random), "seed " + seed);
        }
    }

    /** What each account holds once all that was ever held or rolled back is released. */
    private static Map<AccountId, Suppression> released(Course course, Random random) {
        Map<MessageId, CircuitId> held = course.state.messages().entrySet().stream()
                .filter(entry -> entry.getValue().isExcused())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().hold().orElseThrow().circuit()));
        List<MessageId> order = new ArrayList<>(held.keySet());
        Collections.shuffle(order, random);
        AddressState state = course.state;
        Instant now = course.now.plus(Duration.ofHours(1));
        for (MessageId message : order) {
            Observation release = new Observation.Release(message, Objects.requireNonNull(held.get(message)), now);
            state = AddressRules.decide(Scene.ADDRESS, state, release, course::rulebook)
                    .after();
        }
        return state.suppressions();
    }
}
