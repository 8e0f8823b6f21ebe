package dev.rebound.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A clock that starts at a chosen moment and can be hurried. A rehearsal starts it some days in the past
 * and lets it {@linkplain #catchUp catch up} with the present, so that by the time somebody looks, three
 * days of retries have happened and every date on the page is a plausible one; {@link #jump} passes more
 * time on request.
 *
 * <p>Thread-safe. Waiting threads are woken when its course changes.
 */
public final class RehearsalClock implements WorldClock {

    /** A sleep longer than this is cut and looked at again, so that a changed wall clock is noticed. */
    private static final long WAIT_MILLIS_MAX = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final InstantSource real;
    private Course course;
    private Instant latest;

    /**
     * How it runs since the last change.
     *
     * @param real the wall clock's time at the change
     * @param shown this clock's time at the change
     * @param speed until {@code rejoin}; after it the wall clock's pace
     */
    private record Course(Instant real, Instant shown, double speed, Instant rejoin) {

        Instant at(Instant wallClock) {
            long elapsedNanos = Math.max(0, Duration.between(real, wallClock).toNanos());
            Instant fast = shown.plusNanos((long) (elapsedNanos * speed));
            if (fast.isBefore(rejoin)) {
                return fast;
            }
            Instant slowFrom = shown.isAfter(rejoin) ? shown : rejoin;
            long hurriedNanos = (long) (Duration.between(shown, slowFrom).toNanos() / speed);
            return slowFrom.plusNanos(elapsedNanos - hurriedNanos);
        }

        double pace(Instant now) {
            return now.isBefore(rejoin) ? speed : 1;
        }
    }

    /** Shows {@code start} now and runs at the wall clock's pace. */
    public RehearsalClock(Instant start) {
        this(SteadyClock.ofThisMachine(), start);
    }

    RehearsalClock(InstantSource real, Instant start) {
        this.real = real;
        this.course = new Course(real.instant(), start, 1, start);
        this.latest = start;
    }

    @Override
    public Instant instant() {
        lock.lock();
        try {
            Instant now = course.at(real.instant());
            latest = now.isAfter(latest) ? now : latest;
            return latest;
        } finally {
            lock.unlock();
        }
    }

    /** Hurries, so that it shows the wall clock's time once {@code in} has passed; if it is ahead, it stays so. */
    public void catchUp(Duration in) {
        hurryTo(real.instant().plus(in), in);
    }

    /**
     * Hurries, so that it shows {@code moment} once {@code in} has passed, and goes at the wall clock's pace from there; if it would
     * come there sooner by itself, nothing changes.
     */
    public void hurryTo(Instant moment, Duration in) {
        if (in.isNegative() || in.isZero()) {
            throw new IllegalArgumentException("hurrying takes some time, not " + in);
        }
        lock.lock();
        try {
            Instant shown = instant();
            double speed = (double) Duration.between(shown, moment).toNanos() / in.toNanos();
            if (speed > 1) {
                change(new Course(real.instant(), shown, speed, moment));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets this much time pass at once. */
    public void jump(Duration forward) {
        if (forward.isNegative()) {
            throw new IllegalArgumentException("the clock never goes back: " + forward);
        }
        lock.lock();
        try {
            Instant shown = instant().plus(forward);
            change(new Course(real.instant(), shown, course.speed(), course.rejoin()));
        } finally {
            lock.unlock();
        }
    }

    private void change(Course to) {
        course = to;
        changed.signalAll();
    }

    @Override
    public void awaitUntil(Instant moment) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (Instant now = instant(); now.isBefore(moment); now = instant()) {
                long millis = (long) Math.ceil(Duration.between(now, moment).toMillis() / course.pace(now));
                long nanos = TimeUnit.MILLISECONDS.toNanos(Math.clamp(millis, 1, WAIT_MILLIS_MAX));
                changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Seconds of this clock for one of the wall clock, now. */
    public double pace() {
        lock.lock();
        try {
            return course.pace(instant());
        } finally {
            lock.unlock();
        }
    }
}
