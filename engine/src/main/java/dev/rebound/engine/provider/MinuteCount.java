package dev.rebound.engine.provider;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Lets so much of each through in a minute. Forgets everything when a minute is over. Thread-safe. */
final class MinuteCount {

    private static final long SECONDS = 60;

    private final int most;
    private final Map<Long, Integer> counts = new HashMap<>();
    private long minute;

    MinuteCount(int most) {
        this.most = most;
    }

    /** Counts one more, and says whether it is among those that are let through. */
    synchronized boolean isWithin(long what, Instant at) {
        long now = at.getEpochSecond() / SECONDS;
        if (now != minute) {
            minute = now;
            counts.clear();
        }
        return counts.merge(what, 1, Integer::sum) <= most;
    }
}
