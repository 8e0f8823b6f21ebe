package dev.rebound.engine.inbox;

import java.time.Duration;

/**
 * How somebody writes through an inbox.
 *
 * @param signature goes below every email; several lines, may be empty
 * @param dailyMax most emails of sequences on one day, by the owner's time zone
 * @param hours when sequences may write
 */
public record WritingHabits(String signature, int dailyMax, WorkingHours hours) {

    /** Longest signature, in characters. */
    public static final int SIGNATURE_LENGTH_MAX = 2_000;
    /** Most of a day that can be set; providers allow 500 (Gmail) to 10,000 (Microsoft 365). */
    public static final int DAILY_LIMIT_MAX = 10_000;
    /** Between two emails of sequences through one inbox: nobody writes by the second. */
    public static final Duration PAUSE = Duration.ofSeconds(20);

    /** Of whoever has said nothing. */
    public static final WritingHabits STANDARD = new WritingHabits("", 100, WorkingHours.STANDARD);

    public WritingHabits {
        if (signature.length() > SIGNATURE_LENGTH_MAX || signature.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a signature has at most " + SIGNATURE_LENGTH_MAX + " characters");
        }
        if (dailyMax < 1 || dailyMax > DAILY_LIMIT_MAX) {
            throw new IllegalArgumentException("the daily limit is 1 to " + DAILY_LIMIT_MAX);
        }
        signature = signature.replace("\r\n", "\n");
    }
}
