package dev.rebound.server.boot;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done now and then: forgetting what has been kept long enough. */
final class Housekeeping implements AutoCloseable {

    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration FIRST_AFTER = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("housekeeping").daemon().factory());

    private final ScheduledFuture<?> task;

    /** In the order given; one that fails does not keep the others from their turn. */
    Housekeeping(List<Runnable> chores) {
        task = thread.scheduleWithFixedDelay(
                () -> chores.forEach(Housekeeping::run), FIRST_AFTER.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    /** A scheduled task that throws is never run again, so nothing may leave it. */
    private static void run(Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException e) {
            LOG.warn("Housekeeping failed and is tried again everyHours={}", EVERY.toHours(), e);
        }
    }

    @Override
    public void close() {
        task.cancel(false);
        thread.shutdownNow();
    }
}
