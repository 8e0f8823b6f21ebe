package dev.rebound.core.ledger;

/** Why a chosen recipient was left out of a send. */
public enum NotSentReason {
    /** Suppressed in this account by an earlier bounce. */
    PREVIOUSLY_BOUNCED,
    /** Suppressed for every account. */
    GLOBALLY_BOUNCED,
    /** The contact does not want email. */
    UNSUBSCRIBED,
    /** Not an address that mail can be sent to. */
    INVALID_ADDRESS,
    /** Held back until somebody has looked at it. */
    QUARANTINED,
    /** Sending was cancelled before its turn came. */
    CANCELLED
}
