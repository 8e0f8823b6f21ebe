package dev.rebound.server.fault;

import dev.rebound.engine.time.RealTime;
import dev.rebound.engine.time.SteadyClock;
import dev.rebound.engine.time.WorldClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A wall clock that is many times as fast, and the same in every process that is told the same beginning: so retries
 * after minutes come within a second, before and after a restart. One process's can be set; it is read as an
 * installation reads this machine's.
 *
 * <p>Thread-safe.
 */
final class FastClock implements WorldClock {

    private static final long LOOK_EVERY_MILLIS = 5;

    private final Instant beginning;
    private final int speed;
    private final SteadyClock steady;
    private volatile Duration setBy = Duration.ZERO;

    FastClock(Instant beginning, int speed) {
        this.beginning = beginning;
        this.speed = speed;
        this.steady = new SteadyClock(this::wall, () -> RealTime.nanos() * speed);
    }

    private Instant wall() {
        return beginning
                .plus(Duration.between(beginning, Instant.now()).multipliedBy(speed))
                .plus(setBy);
    }

    Instant beginning() {
        return beginning;
    }

    int speed() {
        return speed;
    }

    /** Somebody sets it, forward or back by so much of what it should show. */
    void set(Duration by) {
        setBy = by;
    }

    @Override
    public Instant instant() {
        return steady.instant();
    }

    @Override
    public void awaitUntil(Instant moment) throws InterruptedException {
        while (instant().isBefore(moment)) {
            TimeUnit.MILLISECONDS.sleep(
                    Math.clamp(Duration.between(instant(), moment).toMillis() / speed, 1, LOOK_EVERY_MILLIS * 100));
        }
    }
}
