package dev.rebound.core.guard;

import java.time.Duration;

/**
 * When a circuit opens and closes.
 *
 * @param failuresMin fewer failures in the window never open one, at least 2
 * @param timesUsual how many times the usual number of failures leaves the band, at least 2
 * @param goodPercent how many of a hundred failures must be of addresses that took mail not long ago, 0 to 100;
 *     not asked where the fault is our own
 * @param goodFor how long an address that took mail counts as one that does
 * @param quietFor how long failures must be back in their band until the circuit closes
 * @param openMax how long a circuit stays open if they do not come back: then they are the new usual
 */
public record GuardSettings(
        int failuresMin, int timesUsual, int goodPercent, Duration goodFor, Duration quietFor, Duration openMax) {

    /** In how long a time failures are counted. */
    public static final Duration WINDOW = Duration.ofMinutes(10);
    /** From how long a time what is usual is learnt. */
    public static final Duration USUAL_FROM = Duration.ofDays(7);

    public GuardSettings {
        if (failuresMin < 2 || timesUsual < 2) {
            throw new IllegalArgumentException("a circuit opens at 2 failures and twice the usual at the least");
        }
        if (goodPercent < 0 || goodPercent > 100) {
            throw new IllegalArgumentException("a share is 0 to 100 percent, not " + goodPercent);
        }
        if (goodFor.compareTo(Duration.ofDays(1)) < 0
                || quietFor.compareTo(WINDOW) < 0
                || openMax.compareTo(quietFor) < 0) {
            throw new IllegalArgumentException(
                    "addresses are good for a day at least, circuits quiet for 10 minutes, and open for longer");
        }
    }

    /** 20 failures, 5 times the usual, 30 %, 90 days; an hour of quiet; three days. */
    public static GuardSettings standard() {
        return new GuardSettings(20, 5, 30, Duration.ofDays(90), Duration.ofHours(1), Duration.ofDays(3));
    }
}
