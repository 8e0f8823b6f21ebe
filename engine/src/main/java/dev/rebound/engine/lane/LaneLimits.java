package dev.rebound.engine.lane;

import java.util.OptionalDouble;

/**
 * What is asked of one destination at most.
 *
 * @param attemptsAtOnceMax how far the number of attempts at once may grow, 1 to 1,000
 * @param perSecondMax messages a second, over 0; empty if only the answers set the pace
 */
public record LaneLimits(int attemptsAtOnceMax, OptionalDouble perSecondMax) {

    public LaneLimits {
        if (attemptsAtOnceMax < 1 || attemptsAtOnceMax > 1_000) {
            throw new IllegalArgumentException("attempts at once must be 1 to 1,000, was " + attemptsAtOnceMax);
        }
        if (perSecondMax.isPresent() && !(perSecondMax.getAsDouble() > 0)) {
            throw new IllegalArgumentException("messages a second must be over 0");
        }
    }

    /**
     * The part of one of several nodes. Where there are more nodes than attempts at once, each still has one: a node that could
     * not try at all would keep what it has claimed waiting.
     */
    LaneLimits sharedBy(int nodes) {
        return new LaneLimits(
                Math.max(1, attemptsAtOnceMax / nodes),
                perSecondMax.isPresent() ? OptionalDouble.of(perSecondMax.getAsDouble() / nodes) : perSecondMax);
    }

    /** So many at once, at whatever pace the answers allow. */
    public static LaneLimits of(int attemptsAtOnceMax) {
        return new LaneLimits(attemptsAtOnceMax, OptionalDouble.empty());
    }
}
