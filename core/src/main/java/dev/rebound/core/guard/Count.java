package dev.rebound.core.guard;

/**
 * Failures within a time.
 *
 * @param good how many of them are of addresses that took mail not long ago
 */
public record Count(long failures, long good) {

    /** None. */
    public static final Count NONE = new Count(0, 0);

    public Count {
        if (good < 0 || good > failures) {
            throw new IllegalArgumentException("of " + failures + " failures " + good + " cannot be of good addresses");
        }
    }

    /** With one more. */
    public Count with(boolean tookMail) {
        return new Count(failures + 1, good + (tookMail ? 1 : 0));
    }

    /** Both together. */
    public Count plus(Count other) {
        return new Count(failures + other.failures, good + other.good);
    }
}
