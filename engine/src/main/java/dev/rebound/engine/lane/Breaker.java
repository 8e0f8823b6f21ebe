package dev.rebound.engine.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Stops asking a destination that does not answer, or refuses everything for now. It opens after a run of
 * failures without an answer between them; then one message at a time is a probe, first after
 * {@link #FIRST_PROBE}, then at growing distances up to {@link #LAST_PROBE}, each a little early or late
 * so that nobody is asked by all lanes at once. One answer closes it.
 */
final class Breaker {

    /** Silent attempts in a row that open it. */
    static final int SILENT_MAX = 5;
    /** Refusals for now in a row that open it. */
    static final int REFUSED_MAX = 20;

    static final Duration FIRST_PROBE = Duration.ofMinutes(1);
    static final Duration LAST_PROBE = Duration.ofMinutes(15);
    /** Part of a distance that chance may add or take away. */
    private static final double JITTER = 0.1;

    private final RandomGenerator random;
    private int silent;
    private int refused;
    private Duration distance = Duration.ZERO;
    private Optional<Instant> openSince = Optional.empty();
    private Optional<Instant> probeAt = Optional.empty();

    Breaker(RandomGenerator random) {
        this.random = random;
    }

    boolean isOpen() {
        return probeAt.isPresent();
    }

    /** Since when nothing but probes goes; empty while it is closed. */
    Optional<Instant> openSince() {
        return openSince;
    }

    /** When the next probe may go; empty while it is closed. */
    Optional<Instant> probeAt() {
        return probeAt;
    }

    boolean mayProbe(Instant now) {
        return probeAt.isPresent() && !now.isBefore(probeAt.get());
    }

    void answered() {
        silent = 0;
        refused = 0;
        distance = Duration.ZERO;
        openSince = Optional.empty();
        probeAt = Optional.empty();
    }

    void silent(Instant now) {
        silent++;
        if (isOpen() || silent >= SILENT_MAX) {
            open(now);
        }
    }

    void refused(Instant now) {
        refused++;
        if (isOpen() || refused >= REFUSED_MAX) {
            open(now);
        }
    }

    private void open(Instant now) {
        openSince = openSince.or(() -> Optional.of(now));
        Duration next = distance.isZero() ? FIRST_PROBE : distance.multipliedBy(2);
        distance = next.compareTo(LAST_PROBE) > 0 ? LAST_PROBE : next;
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        probeAt = Optional.of(now.plusNanos((long) (distance.toNanos() * factor)));
    }

    /** The next probe may go at once. */
    void probeNow(Instant now) {
        if (isOpen()) {
            probeAt = Optional.of(now);
        }
    }
}
