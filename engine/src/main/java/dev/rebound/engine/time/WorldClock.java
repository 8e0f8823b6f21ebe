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
}
