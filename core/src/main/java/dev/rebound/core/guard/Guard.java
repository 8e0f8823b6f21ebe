package dev.rebound.core.guard;

import java.time.Instant;
import java.util.Optional;

/**
 * Says when failures leave their usual band, and when an open circuit closes.
 *
 * <p>A provider that suddenly refuses addresses it took last week is broken, whatever it says of them: on 14 and
 * 15 December 2020 Gmail answered 550 5.1.1 for users that existed, for hours. Two things tell that from a bad
 * list: there are far more failures than usual, and many are of addresses that took mail not long ago. A
 * list that was bought has the first and lacks the second.
 *
 * <p>Pure; who counts, and where, is the caller's.
 */
public final class Guard {

    private Guard() {}

    /** How many failures within the window leave the band, given how many there were in {@link GuardSettings#USUAL_FROM}. */
    public static long limit(long failuresBefore, GuardSettings settings) {
        long windows = GuardSettings.USUAL_FROM.dividedBy(GuardSettings.WINDOW);
        // Rounded up: half a failure more than the limit is outside.
        long times = (failuresBefore * settings.timesUsual() + windows - 1) / windows;
        return Math.max(settings.failuresMin(), times);
    }

    /** Whether a circuit opens for what was counted in the window. */
    public static boolean opens(CircuitKey key, Count inWindow, long failuresBefore, GuardSettings settings) {
        return inWindow.failures() >= limit(failuresBefore, settings) && isSuspicious(key, inWindow, settings);
    }

    /** Our own fault needs no proof that the recipients are good. */
    private static boolean isSuspicious(CircuitKey key, Count count, GuardSettings settings) {
        return switch (key.blame()) {
            case AUTHENTICATION, REPUTATION -> true;
            case RECIPIENTS -> count.good() * 100 >= count.failures() * settings.goodPercent();
        };
    }

    /**
     * An open circuit, as far as it matters for closing it.
     *
     * @param lastOutside when failures were last outside their band
     * @param keptOpen somebody wants it open until they close it
     */
    public record Open(Instant since, Instant lastOutside, boolean keptOpen) {}

    /**
     * How an open circuit ends by rule.
     *
     * <p>Once failures have been back in their band for long enough, what was held is rolled back: the refusals have
     * ended, so they were no property of the addresses, and one that is really gone bounces again at the
     * next email. If they never came back, they are what is usual from now on, and what was held is released.
     *
     * @return empty while it stays open
     */
    public static Optional<Settlement> closes(Open circuit, Instant now, GuardSettings settings) {
        if (circuit.keptOpen()) {
            return Optional.empty();
        }
        if (!now.isBefore(circuit.lastOutside().plus(settings.quietFor()))) {
            return Optional.of(Settlement.ROLLED_BACK);
        }
        return now.isBefore(circuit.since().plus(settings.openMax()))
                ? Optional.empty()
                : Optional.of(Settlement.RELEASED);
    }
}
