package dev.rebound.engine.intake;

/** Why returned mail changed no state. */
public enum QuarantineReason {
    /** The token names a message that does not exist, or not in that account. */
    NO_SUCH_MESSAGE,
    /** The report names recipients, and none of them is the message's. */
    OTHER_RECIPIENT,
    /** The token had expired. */
    EXPIRED_TOKEN,
    /** It came to the postmaster address, not to a return path; or a provider's event has lost our token. */
    NO_TOKEN,
    /** A call of a provider's endpoint that is not proven to be the provider's. */
    NOT_THE_PROVIDER,
    /** A call that a provider signed, but so long ago that somebody may have kept it. */
    SIGNED_TOO_LONG_AGO,
    /** A provider's call that cannot be read. */
    UNREADABLE_EVENT
}
