package dev.rebound.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The wall clock, without going back and without standing still.
 *
 * <p>Somebody may set the wall clock, or the machine sleep. Forward it is followed at once: we cannot tell a
 * machine that slept from one whose clock was set. Back it is not: what has happened would be in the future. A clock
 * that stood still until the wall clock has caught up would be as bad, for a day in which nothing is tried again. So
 * then it goes on at half the pace, by the time that the processor counts, until they meet.
 *
 * <p>Thread-safe.
 */
public final class SteadyClock implements InstantSource {

    /** How far a wall clock may have been set back between two processes and still not be followed. */
    public static final Duration SET_BACK_MAX = Duration.ofDays(3);

    private static final int SLOWER_BY = 2;

    private final InstantSource wall;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private Instant shown;
    private long shownAtNanos;

    /**
     * Goes by a wall clock.
     *
     * @param nanos counts nanoseconds of that wall clock, whatever somebody sets it to
     */
    public SteadyClock(InstantSource wall, LongSupplier nanos) {
        this(wall, nanos, Instant.MIN);
    }

    /**
     * Goes by a wall clock that an earlier process has read.
     *
     * @param read the latest moment that it showed then. If it shows an earlier one now, somebody has set it back
     *     meanwhile; unless that is more than {@link #SET_BACK_MAX}: then it was wrong before, and is right now
     */
    public SteadyClock(InstantSource wall, LongSupplier nanos, Instant read) {
        this.wall = wall;
        this.nanos = nanos;
        Instant now = wall.instant();
        this.shown = read.isAfter(now) && !read.isAfter(now.plus(SET_BACK_MAX)) ? read : now;
        this.shownAtNanos = nanos.getAsLong();
    }

    /** This machine's. */
    static SteadyClock ofThisMachine() {
        return ofThisMachine(Instant.MIN);
    }

    /** This machine's, which an earlier process has read. */
    static SteadyClock ofThisMachine(Instant read) {
        return new SteadyClock(InstantSource.system(), RealTime::nanos, read);
    }

    @Override
    public Instant instant() {
        lock.lock();
        try {
            long nowNanos = nanos.getAsLong();
            Instant wallTime = wall.instant();
            shown = wallTime.isBefore(shown) ? shown.plusNanos((nowNanos - shownAtNanos) / SLOWER_BY) : wallTime;
            shownAtNanos = nowNanos;
            return shown;
        } finally {
            lock.unlock();
        }
    }
}
