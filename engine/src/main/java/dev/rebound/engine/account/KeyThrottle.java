package dev.rebound.engine.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a key may call: a bucket of tokens for each, as many as it may make calls in a minute, filled evenly. A
 * program may so make a minute's calls at once, and then one after the other as tokens come. Each process counts by
 * itself. Thread-safe.
 */
public final class KeyThrottle {

    /** The time in which a bucket fills. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    /** Buckets kept; the one not used for longest goes first, and is full again by then unless there is a flood. */
    private static final int BUCKETS_MAX = 20_000;

    private final InstantSource clock;
    private final Map<Long, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Bucket> eldest) {
            return size() > BUCKETS_MAX;
        }
    };

    public KeyThrottle(InstantSource clock) {
        this.clock = clock;
    }

    private record Bucket(double tokens, Instant filledAt) {}

    /**
     * What came of a call.
     *
     * @param limit calls in a minute
     * @param remaining calls that may be made at once
     * @param nextIn until the next may be made; nothing while some remain
     */
    public record Outcome(boolean permitted, int limit, int remaining, Duration nextIn) {}

    /** Counts a call of a key that may make so many in a minute. */
    public synchronized Outcome call(long key, int perMinute) {
        Instant now = clock.instant();
        double perSecond = (double) perMinute / WINDOW.toSeconds();
        Bucket bucket = buckets.getOrDefault(key, new Bucket(perMinute, now));
        double seconds = Math.max(0, Duration.between(bucket.filledAt(), now).toNanos() / 1e9);
        double tokens = Math.min(perMinute, bucket.tokens() + seconds * perSecond);
        boolean permitted = tokens >= 1;
        double left = permitted ? tokens - 1 : tokens;
        buckets.put(key, new Bucket(left, now));
        Duration nextIn = left >= 1 ? Duration.ZERO : Duration.ofNanos((long) ((1 - left) / perSecond * 1e9));
        return new Outcome(permitted, perMinute, (int) left, nextIn);
    }
}
