package dev.rebound.engine.suppression;

import java.time.Duration;
import java.time.Instant;

/**
 * A suppression that somebody should look at: soon before or since, the address gave a sign of life. Nothing is lifted by
 * itself; the bounce may be right, and the address may have been given up in between.
 *
 * @param sign the strongest sign
 * @param seen when that was, the last time
 */
public record SuspectedFalse(SuppressedAddress suppressed, Sign sign, Instant seen) {

    /** How long before the suppression a sign counts. */
    public static final Duration LOOKS_BACK = Duration.ofDays(90);

    /** What speaks for the address, the strongest first. */
    public enum Sign {
        /** Its reader unsubscribed by a link that only they had. */
        UNSUBSCRIBED,
        /** It answered a message of this account's, by a person or by itself. */
        ANSWERED,
        /** Another account's message was taken after the bounce, or shortly before. */
        TOOK_MAIL_OF_OTHERS,
        /** It had taken this account's mail shortly before. */
        TOOK_MAIL
    }
}
