package dev.rebound.engine.email;

import java.time.Duration;

/**
 * A part of an email's recipients that it is sent to first.
 *
 * @param size how many are chosen, in the order of contacts, 1 to 1,000,000
 * @param judgedAfter from the acceptance of the sample to the judgement, 1 minute to 72 hours
 * @param hardMax hard bounces of those sent, 0 to 1; above it, sending stops
 */
public record Sample(int size, Duration judgedAfter, double hardMax) {

    /** Hard bounces that are borne, unless told: 5 %. */
    public static final double HARD_MAX_STANDARD = 0.05;
    /** Wait, unless told. */
    public static final Duration JUDGED_AFTER_STANDARD = Duration.ofHours(1);
    /** The longest wait. */
    public static final Duration JUDGED_AFTER_MAX = Duration.ofHours(72);

    /** The limit is exact to so many parts of the whole. */
    public static final double LIMIT_PARTS = 10_000;

    public static final int SIZE_MAX = 1_000_000;

    public Sample {
        if (size < 1 || size > SIZE_MAX) {
            throw new IllegalArgumentException("a sample has 1 to 1,000,000 recipients, not " + size);
        }
        if (judgedAfter.compareTo(Duration.ofMinutes(1)) < 0 || judgedAfter.compareTo(JUDGED_AFTER_MAX) > 0) {
            throw new IllegalArgumentException("a sample is judged after 1 minute to 72 hours, not " + judgedAfter);
        }
        if (!(hardMax >= 0 && hardMax <= 1)) {
            throw new IllegalArgumentException("a share is 0 to 1, not " + hardMax);
        }
    }
}
