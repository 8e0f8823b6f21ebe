package dev.rebound.engine.lane;

import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * What all lanes share.
 *
 * @param attemptsAtOnceMax attempts under way at destinations that work, 1 to 20,000
 * @param probesAtOnceMax attempts under way at destinations that have not answered yet or do not any more,
 *     1 to 20,000; apart from the others, so that silence in one place never takes a slot from another
 * @param limits of each destination, by its name, for all nodes together
 * @param nodes how many nodes share them, with this one; at least 1, and it may change
 */
public record LaneSettings(
        int attemptsAtOnceMax, int probesAtOnceMax, Function<String, LaneLimits> limits, IntSupplier nodes) {

    private static final int AT_ONCE_MAX_MAX = 20_000;

    public LaneSettings {
        if (attemptsAtOnceMax < 1
                || attemptsAtOnceMax > AT_ONCE_MAX_MAX
                || probesAtOnceMax < 1
                || probesAtOnceMax > AT_ONCE_MAX_MAX) {
            throw new IllegalArgumentException("attempts at once must be 1 to 20,000");
        }
    }

    /** For a node that is alone. */
    public LaneSettings(int attemptsAtOnceMax, int probesAtOnceMax, Function<String, LaneLimits> limits) {
        this(attemptsAtOnceMax, probesAtOnceMax, limits, () -> 1);
    }

    /** This node's part of what a destination may be asked. */
    LaneLimits limitsOf(String group) {
        return limits.apply(group).sharedBy(nodes.getAsInt());
    }

    /** 2,000 attempts and 10,000 probes at once, 20 at a destination. */
    public static LaneSettings standard() {
        return new LaneSettings(2_000, 10_000, group -> LaneLimits.of(20));
    }
}
