package dev.rebound.transport.server;

import dev.rebound.core.smtp.SmtpReply;
import java.util.Optional;

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

    /** How clients sign in; empty where mail is taken from whoever brings it. */
    default Optional<Login> login() {
        return Optional.empty();
    }

    /** Signs clients in (RFC 4954). Where there is one, nothing is taken before somebody has. */
    interface Login {

        /**
         * Whether a secret may be asked for on this connection.
         *
         * @param tls whether nobody can read along
         */
        boolean isOffered(boolean tls);

        /** The answer to a secret; positive means that it is right. */
        SmtpReply signIn(String user, String secret);
    }

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
