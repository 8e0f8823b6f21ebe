package dev.rebound.engine.manners;

import dev.rebound.core.bounce.Verdict;
import dev.rebound.engine.lane.LaneLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * How long we wait and how much we ask: the contents of {@code manners.toml}. Immutable but for the random
 * numbers; thread-safe if they are.
 */
public final class Manners {

    /** The last attempt is made so long before the deadline. */
    public static final Duration LAST_ATTEMPT_BEFORE_DEADLINE = Duration.ofMinutes(2);

    private static final String BUILT_IN = "manners.toml";
    /** The id of the entry about greylisting. */
    private static final String GREYLISTED = "greylisted";

    private final List<RetryRule> retries;
    private final Map<String, LaneLimits> destinations;
    private final Jitter jitter;

    /**
     * How much chance there is in a wait, so that what failed together does not come back together.
     *
     * @param part of a wait that is added or taken away at most, 0 to 0.5
     */
    public record Jitter(double part, RandomGenerator random) {

        public Jitter {
            if (!(part >= 0 && part <= 0.5)) {
                throw new IllegalArgumentException("jitter is 0 to 0.5 of a wait, not " + part);
            }
        }

        /** A tenth. */
        public static Jitter usual(RandomGenerator random) {
            return new Jitter(0.1, random);
        }

        /** None, for tests. */
        public static Jitter none() {
            return new Jitter(0, () -> 0);
        }

        private Duration of(Duration wait) {
            double factor = 1 + part * (2 * random.nextDouble() - 1);
            return Duration.ofMillis(Math.max(1_000, (long) (wait.toMillis() * factor)));
        }
    }

    Manners(List<RetryRule> retries, Map<String, LaneLimits> destinations, Jitter jitter) {
        this.retries = retries.stream()
                .sorted(Comparator.comparingInt(RetryRule::weight).reversed())
                .toList();
        this.destinations = Map.copyOf(destinations);
        this.jitter = jitter;
    }

    /** Those that come with Rebound. */
    public static Manners builtIn(Jitter jitter) {
        try (InputStream in = Manners.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException("there is no file " + BUILT_IN);
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8), jitter);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + BUILT_IN, e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws BrokenMannersException if it cannot be used
     */
    public static Manners read(String toml, Jitter jitter) {
        return new MannersReader().read(toml, jitter);
    }

    /** The same with other waits for what no entry is about. */
    public Manners withStandardWaits(List<Duration> waits) {
        return new Manners(
                retries.stream()
                        .map(rule -> rule.weight() == 0 ? rule.withWaits(waits) : rule)
                        .toList(),
                destinations,
                jitter);
    }

    /**
     * What was put off.
     *
     * @param destination its name
     * @param attempts made so far, at least 1
     * @param deadline when trying ends, if that is known already
     */
    public record PutOff(Verdict verdict, String destination, int attempts, Instant at, Optional<Instant> deadline) {}

    /**
     * When it is tried again. A wait that would end behind the deadline ends right before it instead, so that the
     * time is used up; whatever is later than that ends with the deadline.
     */
    public Instant nextAttempt(PutOff put) {
        Instant next = put.at()
                .plus(jitter.of(ruleFor(put.verdict(), put.destination()).after(put.attempts())));
        return put.deadline()
                .map(end -> end.minus(LAST_ATTEMPT_BEFORE_DEADLINE))
                .filter(last -> next.isAfter(last) && last.isAfter(put.at()))
                .orElse(next);
    }

    /** Whether the verdict says that the destination wants less of us. */
    public boolean asksForLess(Verdict verdict, String destination) {
        return ruleFor(verdict, destination).slower();
    }

    /** Whether the verdict says that the destination makes unknown senders wait. */
    public boolean isGreylisting(Verdict verdict, String destination) {
        return ruleFor(verdict, destination).id().equals(GREYLISTED);
    }

    private RetryRule ruleFor(Verdict verdict, String destination) {
        return retries.stream()
                .filter(rule -> rule.fits(verdict, destination))
                .findFirst()
                .orElseThrow();
    }

    /** What is asked of a destination at most; never more attempts at once than {@code attemptsMax}. */
    public LaneLimits limitsOf(String destination, int attemptsMax) {
        LaneLimits known = destinations.getOrDefault(destination, LaneLimits.of(attemptsMax));
        OptionalDouble perSecond = known.perSecondMax();
        return new LaneLimits(Math.min(known.attemptsAtOnceMax(), attemptsMax), perSecond);
    }
}
