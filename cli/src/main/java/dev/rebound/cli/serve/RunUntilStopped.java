package dev.rebound.cli.serve;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps something running until the process is told to stop, and then stops it in order. */
final class RunUntilStopped {

    private static final Logger LOG = LoggerFactory.getLogger(RunUntilStopped.class);

    private RunUntilStopped() {}

    static void run(AutoCloseable part) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("Rebound did not stop cleanly", e);
            } finally {
                stopped.countDown();
            }
        }));
        stopped.await();
    }
}
