package dev.rebound.server.fault;

import dev.rebound.engine.time.WorldClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The wall clock, many times as fast, and the same in every process that is told the same beginning: so retries
 * after minutes come within a second, before and after a restart.
 */
record FastClock(Instant beginning, int speed) implements WorldClock {

    private static final long LOOK_EVERY_MILLIS = 5;

    @Override
    public Instant instant() {
        return beginning.plus(Duration.between(beginning, Instant.now()).multipliedBy(speed));
    }

    @Override
    public void awaitUntil(Instant moment) throws InterruptedException {
        while (instant().isBefore(moment)) {
            TimeUnit.MILLISECONDS.sleep(
                    Math.clamp(Duration.between(instant(), moment).toMillis() / speed, 1, LOOK_EVERY_MILLIS * 100));
        }
    }
}
