package dev.rebound.core.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What bounces of one reason do in an account.
 *
 * @param trigger when they suppress the address
 * @param expiry after how long the suppression ends by itself, 1 to {@value #DAYS_MAX} days; empty if never
 * @param probe after how long one message at a time is let through, to see whether the address takes mail
 *     again, 1 to {@value #DAYS_MAX} days and sooner than the expiry; empty if never
 * @param countsTowardsGlobal whether the account then counts towards the global list
 */
public record Consequence(
        Trigger trigger, Optional<Duration> expiry, Optional<Duration> probe, boolean countsTowardsGlobal) {

    /** Longest time until a suppression expires or is probed, in days. */
    public static final int DAYS_MAX = 3650;

    public Consequence {
        expiry.ifPresent(Consequence::check);
        probe.ifPresent(Consequence::check);
        if (trigger instanceof Trigger.Never && (expiry.isPresent() || probe.isPresent() || countsTowardsGlobal)) {
            throw new IllegalArgumentException(
                    "what never suppresses does not expire, is not probed and counts nowhere");
        }
        if (expiry.isPresent() && probe.isPresent() && probe.get().compareTo(expiry.get()) >= 0) {
            throw new IllegalArgumentException("a suppression that expires is probed before that or not at all");
        }
    }

    private static void check(Duration length) {
        if (!length.equals(Duration.ofDays(length.toDays()))) {
            throw new IllegalArgumentException("a suppression lasts whole days, not " + length);
        }
        if (length.compareTo(Duration.ofDays(1)) < 0 || length.compareTo(Duration.ofDays(DAYS_MAX)) > 0) {
            throw new IllegalArgumentException("a suppression lasts 1 to 3650 days, not " + length);
        }
    }

    /** The address stays eligible. */
    public static Consequence none() {
        return new Consequence(new Trigger.Never(), Optional.empty(), Optional.empty(), false);
    }

    /** The first bounce suppresses, until somebody lifts it. */
    public static Consequence atOnce(boolean countsTowardsGlobal) {
        return new Consequence(new Trigger.AtOnce(), Optional.empty(), Optional.empty(), countsTowardsGlobal);
    }

    /** The suppression by a bounce at this moment. */
    public Effect suppressing(Instant at) {
        return new Effect.Suppress(expiry.map(at::plus), probe.map(at::plus), countsTowardsGlobal);
    }

    /** Whether anything ever comes of such bounces. */
    public boolean acts() {
        return !(trigger instanceof Trigger.Never);
    }
}
