package dev.rebound.engine.delivery;

/** Port: hands one message to the recipient's mail server. */
public interface MailTransport {

    /**
     * Tries once, over all mail servers of the recipient's domain in the order RFC 5321 (section 5.1)
     * gives, until one of them answers for this message. Blocks the calling (virtual) thread.
     *
     * @param content the complete message, at most the configured size
     * @param progress told right before the end of data is sent
     * @return what came of it; expected misfortunes are outcomes, never exceptions
     */
    AttemptOutcome attempt(Envelope envelope, MessageContent content, AttemptProgress progress);

    /** What has to happen at a fixed point of an attempt. */
    @FunctionalInterface
    interface AttemptProgress {
        /** The message is about to be handed over: from here on it may have been accepted. */
        void beforeEndOfData();
    }
}
