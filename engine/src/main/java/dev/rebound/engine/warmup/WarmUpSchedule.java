package dev.rebound.engine.warmup;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * How many messages a new address may take to a destination on each of its first days. Immutable.
 *
 * @param steps by the name of the destination, {@link #ANY} for those that are not named: messages on the first day, the
 *     second and so on, 1 to {@value #DAYS_MAX} days of 1 to {@value #MESSAGES_MAX} messages
 */
public record WarmUpSchedule(Map<String, List<Integer>> steps) {

    /** Stands for every destination that is not named. */
    public static final String ANY = "*";

    public static final int DAYS_MAX = 120;
    public static final int MESSAGES_MAX = 100_000_000;

    /**
     * The usual schedule: thirty days, from 50 messages a day to a destination to half a million.
     *
     * <p>It is ours. No large provider publishes figures that hold for every sender. What senders publish begins with 50 to
     * 200 messages, doubles at first and takes four to six weeks; reputation systems keep about thirty days of
     * history (Twilio SendGrid, "How to Warm Up an IP Address: How Much and When?", 19 December 2013). NetEase and
     * Tencent limit unknown addresses by frequency, so they get half of it.
     */
    public static final WarmUpSchedule USUAL = usual();

    private static WarmUpSchedule usual() {
        List<Integer> any = List.of(
                50, 100, 200, 400, 700, 1_000, 1_500, 2_000, 3_000, 4_000, 6_000, 8_000, 11_000, 15_000, 20_000, 26_000,
                34_000, 44_000, 57_000, 74_000, 95_000, 120_000, 150_000, 185_000, 225_000, 270_000, 320_000, 375_000,
                435_000, 500_000);
        List<Integer> half = any.stream().map(messages -> messages / 2).toList();
        return new WarmUpSchedule(Map.of(ANY, any, "qq.com", half, "netease.com", half, "163.com", half));
    }

    public WarmUpSchedule {
        Map<String, List<Integer>> copy = new TreeMap<>();
        steps.forEach((destination, days) -> copy.put(destination, List.copyOf(days)));
        steps = Map.copyOf(copy);
        if (!steps.containsKey(ANY)) {
            throw new IllegalArgumentException("a warm-up needs steps for \"*\", the destinations that are not named");
        }
        for (List<Integer> days : steps.values()) {
            if (days.isEmpty()
                    || days.size() > DAYS_MAX
                    || days.stream().anyMatch(messages -> messages < 1 || messages > MESSAGES_MAX)) {
                throw new IllegalArgumentException("a warm-up has 1 to 120 days of 1 to 100,000,000 messages");
            }
        }
    }

    /** Days until an address is warm everywhere. */
    public int days() {
        return steps.values().stream().mapToInt(List::size).max().orElseThrow();
    }

    /**
     * What may be taken to a destination on a day.
     *
     * @param day 1 is the first
     * @return empty if there is no limit any more
     */
    public OptionalInt allowance(String destination, int day) {
        if (day < 1) {
            return OptionalInt.of(0);
        }
        List<Integer> days = steps.getOrDefault(destination, steps.getOrDefault(ANY, List.of()));
        return day > days.size() ? OptionalInt.empty() : OptionalInt.of(days.get(day - 1));
    }
}
