package dev.rebound.engine.memory;

import dev.rebound.engine.time.WorldClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A clock that is turned by hand. */
public final class HandClock implements WorldClock {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turned = lock.newCondition();
    private Instant now = Instant.parse("2026-03-01T09:00:00Z");

    @Override
    public Instant instant() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    public void turn(Duration forward) {
        lock.lock();
        try {
            now = now.plus(forward);
            turned.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void awaitUntil(Instant moment) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (now.isBefore(moment)) {
                turned.await();
            }
        } finally {
            lock.unlock();
        }
    }
}
