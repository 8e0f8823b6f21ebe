package dev.rebound.engine.sharing;

import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.Lease;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a piece of work again and again on a thread of its own while the duty to share is this node's. What fails is tried again,
 * ever later; that it fails is said once, and once that it works again.
 */
abstract class SharingLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SharingLoop.class);

    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration WAIT_FIRST = Duration.ofSeconds(1);
    private static final Duration WAIT_MOST = Duration.ofMinutes(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final String what;
    private final Lease lease;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param what is done, in a few words, for the log
     */
    SharingLoop(String what, Lease lease) {
        this.what = what;
        this.lease = lease;
        this.thread = Thread.ofPlatform().name("sharing").daemon().unstarted(this::run);
    }

    final void start() {
        thread.start();
    }

    /** Does one piece; false if there was nothing to do. */
    abstract boolean work();

    /** How long to wait where there was nothing to do. */
    Duration idle() {
        return IDLE;
    }

    /** Lets go of what was opened: another node may be at work, or this one begins anew. */
    abstract void release();

    /** Whether what is being done should be left off. */
    final boolean isOver() {
        return stop.getCount() == 0 || !lease.holds(Duty.SHARING);
    }

    private void run() {
        int failures = 0;
        while (stop.getCount() > 0) {
            Duration pause = Duration.ZERO;
            try {
                pause = isOver() ? rest() : work() ? Duration.ZERO : idle();
                if (failures > 0 && !isOver()) {
                    LOG.info("Sharing works again what={} afterFailures={}", what, failures);
                    failures = 0;
                }
            } catch (SharingException | StoreUnavailableException e) {
                pause = waitAfter(++failures);
                if (failures == 1) {
                    LOG.warn("Sharing waits and is tried again what={} why={}", what, e.getMessage());
                }
                letGo();
            } catch (RuntimeException | LinkageError e) {
                pause = waitAfter(++failures);
                LOG.error("Sharing failed and is tried again what={} failures={}", what, failures, e);
                letGo();
            }
            if (pauses(pause)) {
                break;
            }
        }
        letGo();
    }

    private Duration rest() {
        letGo();
        return IDLE;
    }

    /** What cannot be closed must not end the loop: this node would keep the duty and do nothing. */
    private void letGo() {
        try {
            release();
        } catch (RuntimeException e) {
            LOG.warn("Sharing could not let go what={} why={}", what, e.getMessage());
        }
    }

    private static Duration waitAfter(int failures) {
        Duration wait = WAIT_FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
        return wait.compareTo(WAIT_MOST) < 0 ? wait : WAIT_MOST;
    }

    /** True if it is to stop. */
    private boolean pauses(Duration pause) {
        try {
            return stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Override
    public final void close() {
        stop.countDown();
        try {
            if (!thread.join(STOP_WITHIN)) {
                thread.interrupt();
                thread.join(STOP_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
