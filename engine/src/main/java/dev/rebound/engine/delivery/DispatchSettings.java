package dev.rebound.engine.delivery;

/**
 * How messages are dispatched.
 *
 * @param attemptsAtOnceMax attempts under way at the same time, 1 to 10,000
 */
public record DispatchSettings(int attemptsAtOnceMax, RetrySchedule schedule, Relay relay) {

    public DispatchSettings {
        if (attemptsAtOnceMax < 1 || attemptsAtOnceMax > 10_000) {
            throw new IllegalArgumentException("attempts at once must be 1 to 10,000, was " + attemptsAtOnceMax);
        }
    }

    /** 256 attempts at once, the standard schedule, to the recipients' own servers. */
    public static DispatchSettings standard() {
        return new DispatchSettings(256, RetrySchedule.standard(), Relay.NONE);
    }
}
