package dev.rebound.engine.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a deferred message is tried again. How long it is tried in all is the ledger's to say.
 *
 * @param waits after the first, second, ... attempt; the last one repeats
 */
public record RetrySchedule(List<Duration> waits) {

    public RetrySchedule {
        waits = List.copyOf(waits);
        if (waits.isEmpty() || waits.stream().anyMatch(wait -> wait.isZero() || wait.isNegative())) {
            throw new IllegalArgumentException("a retry schedule has at least one wait, and none of zero");
        }
    }

    /** After 5, 15 and 30 minutes, 1, 2 and 4 hours, then every 6 hours. */
    public static RetrySchedule standard() {
        return new RetrySchedule(List.of(
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                Duration.ofMinutes(30),
                Duration.ofHours(1),
                Duration.ofHours(2),
                Duration.ofHours(4),
                Duration.ofHours(6)));
    }

    /**
     * The next attempt.
     *
     * @param attempts made so far, at least 1
     */
    public Instant next(int attempts, Instant now) {
        return now.plus(waits.get(Math.clamp(attempts - 1L, 0, waits.size() - 1)));
    }
}
