package dev.rebound.engine.inbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * So many at a time. Thousands of inboxes wait at next to no cost; but when a provider comes back, all of them connect and read at
 * once, and what bounds memory and processor then is how many do. Whoever has waited {@link #WAIT_MAX} goes on without a turn:
 * servers that hold theirs by saying nothing must not hold up the others. Thread-safe.
 */
final class Turns {

    /** Connect and sign in at a time. A TLS handshake is some milliseconds of a processor. */
    static final int CONNECTING = 32;
    /** Read at a time: each holds at most 50 headers and one message. */
    static final int READING = 16;

    /** Longest wait for a turn. */
    static final Duration WAIT_MAX = Duration.ofSeconds(20);

    private final Semaphore free;

    Turns(int atOnce) {
        this.free = new Semaphore(atOnce, true);
    }

    /** A turn, to be closed when it is over. */
    Turn take() {
        try {
            return free.tryAcquire(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS) ? free::release : () -> {};
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return () -> {};
        }
    }

    /** One of them. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
