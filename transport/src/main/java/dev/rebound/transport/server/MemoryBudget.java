package dev.rebound.transport.server;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all connections of a server may hold together. Thread-safe. */
final class MemoryBudget {

    private final long bytesMax;
    private final AtomicLong used = new AtomicLong();

    MemoryBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    boolean reserve(long bytes) {
        if (used.addAndGet(bytes) <= bytesMax) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    void release(long bytes) {
        used.addAndGet(-bytes);
    }
}
