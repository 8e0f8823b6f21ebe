package dev.rebound.transport.smtp;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends what would otherwise block for ever: Java has no timeout for writing to a socket, so a server that
 * stops reading is cut off by closing the socket from outside. Thread-safe.
 */
final class Alarm implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("smtp-client-alarm").daemon().factory());

    Alarm() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Runs the action unless the result is closed in time. */
    Armed arm(Duration time, Runnable action) {
        ScheduledFuture<?> pending = timer.schedule(action, time.toMillis(), TimeUnit.MILLISECONDS);
        return () -> pending.cancel(false);
    }

    /** Repeats the action until closed; it must not throw, or it is not repeated. */
    void every(Duration time, Runnable action) {
        var _ = timer.scheduleWithFixedDelay(action, time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** A pending alarm. */
    interface Armed extends AutoCloseable {
        @Override
        void close();
    }
}
