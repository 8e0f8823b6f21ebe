package dev.rebound.store;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where other nodes share the database: looks every second for what they have changed of what is kept in memory. */
final class Refresher implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("store-refresher").daemon(true).factory());

    private Refresher() {}

    static Refresher start(Runnable refresh) {
        Refresher refresher = new Refresher();
        refresher.timer.scheduleWithFixedDelay(
                () -> tryTo(refresh), EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return refresher;
    }

    /** A database that is gone comes back; until then what is known stays in force. */
    private static void tryTo(Runnable refresh) {
        try {
            refresh.run();
        } catch (RuntimeException e) {
            LOG.warn("What other nodes changed could not be read cause={}", e.toString());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
