package dev.rebound.engine.intake;

/** Why returned mail changed no state. */
public enum QuarantineReason {
    /** The token names a message that does not exist, or not in that account. */
    NO_SUCH_MESSAGE,
    /** The report names recipients, and none of them is the message's. */
    OTHER_RECIPIENT,
    /** The token had expired. */
    EXPIRED_TOKEN,
    /** It came to the postmaster address, not to a return path. */
    NO_TOKEN
}
