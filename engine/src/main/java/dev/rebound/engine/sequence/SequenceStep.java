package dev.rebound.engine.sequence;

import dev.rebound.engine.inbox.OneToOneText;
import java.time.Duration;

/**
 * One email of a sequence.
 *
 * @param after how long after the one before it, or after enrolling for the first; it then waits for working hours
 */
public record SequenceStep(Duration after, OneToOneText text) {

    /** Most steps of a sequence. */
    public static final int COUNT_MAX = 20;
    /** Longest wait before a step. */
    public static final Duration AFTER_MAX = Duration.ofDays(365);

    public SequenceStep {
        if (after.isNegative() || after.compareTo(AFTER_MAX) > 0) {
            throw new IllegalArgumentException("a step comes after 0 to " + AFTER_MAX.toDays() + " days");
        }
    }
}
