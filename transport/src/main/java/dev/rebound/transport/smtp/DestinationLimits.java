package dev.rebound.transport.smtp;

import java.time.Duration;

/**
 * How much we ask of one server (one IP address and port), and of one attempt.
 *
 * @param connectionsMax open at the same time; a further message waits
 * @param messagesPerConnectionMax before a connection is closed, because servers count and close anyway
 * @param idleMax how long an unused connection is kept
 * @param addressesPerAttemptMax servers tried for one message before it is put off
 */
public record DestinationLimits(
        int connectionsMax, int messagesPerConnectionMax, Duration idleMax, int addressesPerAttemptMax) {

    public static final DestinationLimits STANDARD = new DestinationLimits(8, 100, Duration.ofSeconds(10), 5);

    public DestinationLimits {
        boolean positive = connectionsMax > 0
                && messagesPerConnectionMax > 0
                && !idleMax.isNegative()
                && addressesPerAttemptMax > 0;
        if (!positive) {
            throw new IllegalArgumentException("every limit must be positive");
        }
    }
}
