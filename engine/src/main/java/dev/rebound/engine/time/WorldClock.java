package dev.rebound.engine.time;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The clock everything in Rebound reads and waits by. It never goes back. It may run faster than the
 * wall clock, or jump forward, which is how a rehearsal lets 72 hours pass in a minute; socket
 * timeouts stay in real time, because the peers' do.
 */
public interface WorldClock extends InstantSource {

    /**
     * Blocks until this clock shows {@code moment} or later; returns at once if it does already.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    void awaitUntil(Instant moment) throws InterruptedException;

    /** The wall clock. */
    static WorldClock system() {
        return new RehearsalClock(Instant.now());
    }

    /**
     * The wall clock, going on from what an earlier process has recorded if it was set back meanwhile
     * ({@link SteadyClock}): otherwise whatever is to be tried again would wait until the wall clock has caught up.
     *
     * @param recorded the latest moment that was recorded
     */
    static WorldClock system(Instant recorded) {
        SteadyClock wall = SteadyClock.ofThisMachine(recorded);
        return new RehearsalClock(wall, wall.instant());
    }
}
