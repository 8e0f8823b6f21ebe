package dev.rebound.transport.server;

import dev.rebound.core.smtp.SmtpReply;

/**
 * Decides for one connection what a mail server takes. Called by one thread at a time. After a reply
 * with code 421 the server closes the connection (RFC 5321, section 3.8). An exception is logged and
 * answered 451.
 */
public interface Acceptance {

    /**
     * The answer to {@code MAIL}.
     *
     * @param reversePath the address without angle brackets, empty for the null sender
     */
    SmtpReply mail(String reversePath);

    /** The answer to {@code RCPT}; the recipient is kept for the message if it is positive. */
    SmtpReply recipient(String forwardPath);

    /** The answer to the end of data. Positive means: this message is safe with us now. */
    SmtpReply message(ReceivedMessage message);

    /** Makes the decisions for a new connection. */
    @FunctionalInterface
    interface Desk {
        /**
         * A client has connected. Must not throw.
         *
         * @param peer its IP address as text
         */
        Acceptance open(String peer);
    }
}
