package dev.rebound.engine.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A token bucket: attempts a second, with what a second saves up as the largest burst. A bucket without a
 * rate lets everything pass.
 */
final class Bucket {

    private static final double NANOS_A_SECOND = 1e9;

    private OptionalDouble perSecond;
    private double tokens;
    private Instant filledAt = Instant.MIN;

    Bucket(OptionalDouble perSecond) {
        this.perSecond = perSecond;
        this.tokens = capacity();
    }

    OptionalDouble perSecond() {
        return perSecond;
    }

    /** Another rate from now on; what has been saved up stays, as far as it may. */
    void limit(OptionalDouble perSecondMax) {
        perSecond = perSecondMax;
        tokens = Math.min(tokens, capacity());
    }

    private double capacity() {
        return Math.max(1, perSecond.orElse(1));
    }

    boolean has(Instant now) {
        if (perSecond.isEmpty()) {
            return true;
        }
        if (!filledAt.equals(Instant.MIN)) {
            double seconds = Duration.between(filledAt, now).toNanos() / NANOS_A_SECOND;
            tokens = Math.min(capacity(), tokens + Math.max(0, seconds) * perSecond.getAsDouble());
        }
        filledAt = now;
        return tokens >= 1;
    }

    void take() {
        if (perSecond.isPresent()) {
            tokens -= 1;
        }
    }
}
