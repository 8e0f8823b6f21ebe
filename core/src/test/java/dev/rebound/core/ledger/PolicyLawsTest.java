package dev.rebound.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.policy.Consequence;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.core.policy.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every history under every policy; seeded samples of long ones. */
class PolicyLawsTest {

    private static final int ROUNDS = 200;
    private static final int STEPS = 60;
    private static final int ACCOUNTS = 4;
    private static final List<Reason> REASONS = List.of(Reason.values());

    /** A history of one address under a policy, and what it led to. */
    private static final class Course {
        private final Random random;
        private final Policy policy;
        private final List<LedgerEvent> events = new ArrayList<>();
        private AddressState state = AddressState.EMPTY;
        private Instant now = Scene.START;
        private int messages;

        Course(Random random) {
            this.random = random;
            this.policy = policy(random);
        }

        AddressRules.Decision decide(Observation observation) {
            return AddressRules.decide(
                    Scene.ADDRESS, state, observation, Rulebook.standard().with(policy));
        }

        void step() {
            now = now.plus(Duration.ofMinutes(1 + random.nextInt(60 * 24 * 4)));
            Observation observation = observation();
            AddressRules.Decision decision = decide(observation);
            state = decision.after();
            events.addAll(decision.events());
            assertEquals(List.of(), decide(observation).events(), () -> "seen twice: " + observation);
        }

        private Observation observation() {
            AccountId account = Scene.account(1 + random.nextInt(ACCOUNTS));
            if (messages == 0 || random.nextInt(3) == 0) {
                return new Observation.Accepted(account, Scene.message(++messages), now);
            }
            MessageId message = Scene.message(Math.max(1, messages - random.nextInt(4)));
            var evidence = Scene.evidence(message + "-" + random.nextInt(6));
            Reason reason = REASONS.get(random.nextInt(REASONS.size()));
            return switch (random.nextInt(9)) {
                case 0 -> new Observation.Taken(message, now, evidence);
                case 1 ->
                    new Observation.TemporaryFailure(
                            message,
                            now,
                            evidence,
                            Scene.verdict(BounceType.PENDING, reason),
                            now.plus(Duration.ofHours(1)));
                case 2 -> new Observation.Unbounce(account, now, "ann", "asked for it");
                case 3 -> new Observation.LiftGlobal(now, "op", "they exist");
                case 4 -> new Observation.TimePassed(now);
                case 5 ->
                    new Observation.Reclassify(
                            message, now, 1, verdictOf(message).orElse(Scene.verdict(reason)), Scene.verdict(reason));
                default -> new Observation.PermanentFailure(message, now, evidence, Scene.verdict(reason));
            };
        }

        private Optional<Verdict> verdictOf(MessageId message) {
            return state.message(message).flatMap(MessageState::verdict);
        }
    }

    private static Policy policy(Random random) {
        Map<Reason, Consequence> table = new EnumMap<>(Reason.class);
        for (Reason reason : REASONS) {
            table.put(reason, consequence(random));
        }
        return new Policy(table, random.nextBoolean());
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
                : new Consequence(trigger, expiry, probe, random.nextInt(4) == 0);
    }

    private static AddressState fold(List<LedgerEvent> events) {
        AddressState state = AddressState.EMPTY;
        for (LedgerEvent event : events) {
            state = state.apply(event);
        }
        return state;
    }

    private static List<Course> courses(long seed) {
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
    void aReplayNeedsNoPolicy(long seed) {
        for (Course course : courses(seed)) {
            assertEquals(course.state, fold(course.events), "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20_261_128})
    void everySortOfEndIsAmongTheSamples(long seed) {
        List<LedgerEvent> all =
                courses(seed).stream().flatMap(course -> course.events.stream()).toList();

        assertTrue(all.stream().anyMatch(LedgerEvent.Lapsed.class::isInstance));
        assertTrue(all.stream().anyMatch(LedgerEvent.Recovered.class::isInstance));
        assertTrue(all.stream().anyMatch(LedgerEvent.GloballyBounced.class::isInstance));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20_261_128})
    void whatCountsSuppressesUnlessTheAddressIsBouncedGlobally(long seed) {
        for (Course course : courses(seed)) {
            AddressState state = course.state;
            assertTrue(
                    state.globalSince().isPresent()
                            || state.suppressions()
                                    .keySet()
                                    .containsAll(state.counting().keySet()),
                    "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20_261_128})
    void aPolicyThatIsReturnedToFindsTheSameAsIfThereHadBeenNoOther(long seed) {
        Random random = new Random(seed);
        for (Course course : courses(seed)) {
            AccountId account = Scene.account(1 + random.nextInt(ACCOUNTS));
            Policy other = policy(random);
            AddressState straight = reassessed(course.state, account, course.policy, course.now);
            AddressState changed = reassessed(course.state, account, other, course.now);
            if (changed.globalSince().equals(course.state.globalSince())) {
                assertEquals(straight, reassessed(changed, account, course.policy, course.now), "seed " + seed);
            }
            assertEquals(straight, reassessed(straight, account, course.policy, course.now), "seed " + seed);
        }
    }

    private static AddressState reassessed(AddressState state, AccountId account, Policy policy, Instant now) {
        return AddressRules.decide(
                        Scene.ADDRESS,
                        state,
                        new Observation.Reassess(account, now),
                        Rulebook.standard().with(policy))
                .after();
    }
}
