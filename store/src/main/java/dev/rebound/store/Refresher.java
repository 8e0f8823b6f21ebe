package dev.rebound.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where others share the database: looks every second for what they have changed of what is kept in memory. */
final class Refresher implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);

    private final Runnable refresh;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("store-refresher").unstarted(this::run);

    private Refresher(Runnable refresh) {
        this.refresh = refresh;
    }

    static Refresher start(Runnable refresh) {
        Refresher refresher = new Refresher(refresh);
        refresher.thread.start();
        return refresher;
    }

    private void run() {
        try {
            while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                tryTo();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A database that is gone comes back; until then what is known stays in force. */
    private void tryTo() {
        try {
            refresh.run();
        } catch (RuntimeException e) {
            if (stop.getCount() > 0) {
                LOG.warn("What others changed could not be read cause={}", e.toString());
            }
        }
    }

    @Override
    public void close() {
        stop.countDown();
    }
}
