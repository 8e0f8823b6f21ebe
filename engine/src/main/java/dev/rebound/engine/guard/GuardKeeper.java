package dev.rebound.engine.guard;

import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.Lease;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the guard for what is due, again and again. Of several nodes one does; if two did for a moment, what one has done the
 * other would find done.
 */
public final class GuardKeeper implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(GuardKeeper.class);

    private final Guarding guarding;
    private final Lease lease;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    private GuardKeeper(Guarding guarding, Lease lease) {
        this.lease = lease;
        this.guarding = guarding;
        this.thread = Thread.ofVirtual().name("guard").unstarted(this::run);
    }

    /** Starts. */
    public static GuardKeeper start(Guarding guarding, Lease lease) {
        GuardKeeper keeper = new GuardKeeper(guarding, lease);
        keeper.thread.start();
        return keeper;
    }

    private void run() {
        try {
            while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (lease.holds(Duty.GUARD)) {
                    tick();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        try {
            guarding.tick();
        } catch (RuntimeException e) {
            LOG.warn(
                    "What was due of the guard could not be done; it is tried again everyMillis={}",
                    EVERY.toMillis(),
                    e);
        }
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            boolean ended = thread.join(PATIENCE);
            LOG.debug("The guard stops ended={}", ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
