package dev.rebound.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A clock that starts at a chosen moment, runs {@code speed} times as fast as the wall clock until it has
 * caught up with {@code rejoin}, and from then on at the wall clock's pace. A rehearsal starts it some
 * days in the past, so that by the time somebody looks, three days of retries have happened and every
 * date on the page is a plausible one; {@link #jump} passes more time on request.
 *
 * <p>Thread-safe. Waiting threads are woken by a jump.
 */
public final class RehearsalClock implements WorldClock {

    /** A sleep longer than this is cut and looked at again, so that a changed wall clock is noticed. */
    private static final long WAIT_MILLIS_MAX = 1_000;

    private final Instant realStart;
    private final Instant start;
    private final double speed;
    private final Instant rejoin;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition jumped = lock.newCondition();
    private Duration skipped = Duration.ZERO;
    private Instant latest;

    /**
     * @param realStart the wall clock's time now
     * @param start what this clock shows now
     * @param speed seconds of this clock for one of the wall clock, at least 1
     * @param rejoin when this clock shows this moment it slows to the wall clock's pace
     */
    public RehearsalClock(Instant realStart, Instant start, double speed, Instant rejoin) {
        if (!(speed >= 1)) {
            throw new IllegalArgumentException("speed must be at least 1, was " + speed);
        }
        this.realStart = realStart;
        this.start = start;
        this.speed = speed;
        this.rejoin = rejoin;
        this.latest = start;
    }

    @Override
    public Instant instant() {
        lock.lock();
        try {
            Instant now = at(Instant.now());
            latest = now.isAfter(latest) ? now : latest;
            return latest;
        } finally {
            lock.unlock();
        }
    }

    private Instant at(Instant real) {
        long elapsedNanos = Math.max(0, Duration.between(realStart, real).toNanos());
        return unskipped(elapsedNanos).plus(skipped);
    }

    private Instant unskipped(long elapsedNanos) {
        Instant fast = start.plusNanos((long) (elapsedNanos * speed));
        if (speed == 1 || fast.isBefore(rejoin)) {
            return fast;
        }
        long fastNanos = (long) (Math.max(0, Duration.between(start, rejoin).toNanos()) / speed);
        Instant slowFrom = start.isAfter(rejoin) ? start : rejoin;
        return slowFrom.plusNanos(elapsedNanos - fastNanos);
    }

    /** Lets this much time pass at once. */
    public void jump(Duration forward) {
        if (forward.isNegative()) {
            throw new IllegalArgumentException("the clock never goes back: " + forward);
        }
        lock.lock();
        try {
            skipped = skipped.plus(forward);
            jumped.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void awaitUntil(Instant moment) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (Instant now = instant(); now.isBefore(moment); now = instant()) {
                long millis = (long) Math.ceil(Duration.between(now, moment).toMillis() / pace(now));
                long nanos = TimeUnit.MILLISECONDS.toNanos(Math.clamp(millis, 1, WAIT_MILLIS_MAX));
                jumped.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** How fast it runs now, compared with the wall clock. */
    public double pace() {
        return pace(instant());
    }

    private double pace(Instant now) {
        return now.minus(skipped).isBefore(rejoin) ? speed : 1;
    }
}
