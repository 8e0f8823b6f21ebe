package dev.rebound.store.guard;

import dev.rebound.core.guard.Count;
import dev.rebound.core.guard.GuardSettings;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is counted under one key, by minute and by hour: what the database had when a batch began, and what the batch added.
 * The window is the current minute and the nine before it. For one thread.
 */
final class Tally {

    private static final long WINDOW_MINUTES = GuardSettings.WINDOW.toMinutes();
    private static final long USUAL_HOURS = GuardSettings.USUAL_FROM.toHours();

    private final TreeMap<Long, Count> known = new TreeMap<>();
    private final TreeMap<Long, Count> added = new TreeMap<>();
    private final TreeMap<Long, Hour> addedHours = new TreeMap<>();

    /** Failures of an hour, and how many of them were held. */
    record Hour(long failures, long held) {}

    /** The minute before the first of the window. */
    static long before(Instant at) {
        return GuardSql.minute(at) - WINDOW_MINUTES;
    }

    /** The hour before the first from which the usual is learnt. */
    static long hourBefore(Instant at) {
        return GuardSql.hour(at) - USUAL_HOURS;
    }

    void know(long minute, Count count) {
        known.put(minute, count);
    }

    void add(Instant at, boolean tookMail) {
        long minute = GuardSql.minute(at);
        added.put(minute, added.getOrDefault(minute, Count.NONE).with(tookMail));
    }

    void addToHour(Instant at, boolean held) {
        addedHours.merge(
                GuardSql.hour(at),
                new Hour(1, held ? 1 : 0),
                (before, one) -> new Hour(before.failures() + one.failures(), before.held() + one.held()));
    }

    /** The window's failures, without those of minutes up to and including {@code ignored}. */
    Count inWindow(Instant at, long ignored) {
        long from = Math.max(before(at), ignored);
        long to = GuardSql.minute(at);
        return from >= to ? Count.NONE : sum(known, from, to).plus(sum(added, from, to));
    }

    private static Count sum(NavigableMap<Long, Count> counts, long from, long to) {
        Count sum = Count.NONE;
        for (Count count : counts.subMap(from, false, to, true).values()) {
            sum = sum.plus(count);
        }
        return sum;
    }

    /** What this batch adds to the usual of seven days. */
    long addedToUsual(Instant at) {
        return addedHours.subMap(hourBefore(at), false, GuardSql.hour(at), true).values().stream()
                .mapToLong(hour -> hour.failures() - hour.held())
                .sum();
    }

    Map<Long, Count> added() {
        return added;
    }

    Map<Long, Hour> addedHours() {
        return addedHours;
    }
}
