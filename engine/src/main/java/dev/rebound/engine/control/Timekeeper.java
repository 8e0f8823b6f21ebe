package dev.rebound.engine.control;

import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.Lease;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets {@link Controls} look at what is due, every {@link #EVERY}, until it is closed; of several nodes one does. */
public final class Timekeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Timekeeper.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Controls controls;
    private final Lease lease;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    private Timekeeper(Controls controls, Lease lease) {
        this.lease = lease;
        this.controls = controls;
        this.thread = Thread.ofVirtual().name("timekeeper").unstarted(this::run);
    }

    /** Starts. */
    public static Timekeeper start(Controls controls, Lease lease) {
        Timekeeper keeper = new Timekeeper(controls, lease);
        keeper.thread.start();
        return keeper;
    }

    private void run() {
        try {
            while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (lease.holds(Duty.TIMERS)) {
                    tick();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        try {
            controls.tick();
        } catch (RuntimeException e) {
            LOG.warn("What was due could not be done; it is looked at again everyMillis={}", EVERY.toMillis(), e);
        }
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            boolean ended = thread.join(PATIENCE);
            LOG.debug("The timekeeper stops ended={}", ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
