package dev.rebound.engine.account;

import java.time.Duration;
import java.time.Instant;

/** How exactly the last use of a session or key is known: one note a minute is enough to see what is not needed. */
public final class LastUse {

    /** A use so soon after the one that was noted is not noted. */
    public static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private LastUse() {}

    /** Whether a use is to be noted, if the last that was noted was then. */
    public static boolean isWorthNoting(Instant lastNoted, Instant now) {
        return !now.isBefore(lastNoted.plus(NOTED_EVERY));
    }
}
