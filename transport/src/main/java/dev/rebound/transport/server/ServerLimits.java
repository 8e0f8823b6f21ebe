package dev.rebound.transport.server;

import java.time.Duration;

/**
 * What one SMTP server lets its clients use up. Whoever goes past a limit gets a reply that says so.
 *
 * @param connectionsMax open connections in all; more get 421
 * @param connectionsPerPeerMax of one IPv4 address or one IPv6 /64; more get 421
 * @param messageBytesMax size of one message, offered as SIZE (RFC 1870); more gets 552
 * @param bytesInFlightMax message bytes held by all connections together; more gets 452
 * @param recipientsMax of one message; more get 452 (RFC 5321, section 4.5.3.1.10: at least 100)
 * @param errorsMax commands refused in one session before 421
 * @param commandsBetweenMessagesMax commands without a message accepted before 421
 * @param messagesPerMinuteMax begun by one peer; more get 450
 * @param commandTime for one complete command line (RFC 5321, section 4.5.3.2.7: at least 5 minutes)
 * @param messageTime for the whole text of one message
 * @param sessionTime after which a connection is closed whatever it is doing
 * @param stopTime how long a stop waits for messages that are being received
 */
public record ServerLimits(
        int connectionsMax,
        int connectionsPerPeerMax,
        int messageBytesMax,
        long bytesInFlightMax,
        int recipientsMax,
        int errorsMax,
        int commandsBetweenMessagesMax,
        int messagesPerMinuteMax,
        Duration commandTime,
        Duration messageTime,
        Duration sessionTime,
        Duration stopTime) {

    /** For a server on the open internet. */
    public static final ServerLimits STANDARD = new ServerLimits(
            500,
            20,
            10 * 1024 * 1024,
            256L * 1024 * 1024,
            100,
            20,
            250,
            3_000,
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofSeconds(5));

    /** The same for messages of another size, and other numbers of connections and messages a minute. */
    public ServerLimits with(int messageBytes, int connections, int messagesPerMinute) {
        return new ServerLimits(
                connections,
                connectionsPerPeerMax,
                messageBytes,
                bytesInFlightMax,
                recipientsMax,
                errorsMax,
                commandsBetweenMessagesMax,
                messagesPerMinute,
                commandTime,
                messageTime,
                sessionTime,
                stopTime);
    }

    /** The same for another number of connections of one peer. */
    public ServerLimits withConnectionsPerPeer(int connections) {
        return new ServerLimits(
                connectionsMax,
                connections,
                messageBytesMax,
                bytesInFlightMax,
                recipientsMax,
                errorsMax,
                commandsBetweenMessagesMax,
                messagesPerMinuteMax,
                commandTime,
                messageTime,
                sessionTime,
                stopTime);
    }

    public ServerLimits {
        boolean counts = connectionsMax > 0
                && connectionsPerPeerMax > 0
                && messageBytesMax > 0
                && bytesInFlightMax > 0
                && recipientsMax > 0
                && errorsMax > 0
                && commandsBetweenMessagesMax > 0
                && messagesPerMinuteMax > 0;
        boolean times = commandTime.isPositive()
                && messageTime.isPositive()
                && sessionTime.isPositive()
                && !stopTime.isNegative();
        if (!counts || !times) {
            throw new IllegalArgumentException("every limit must be positive");
        }
    }
}
