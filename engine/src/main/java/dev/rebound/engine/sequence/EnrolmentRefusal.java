package dev.rebound.engine.sequence;

/** Why a contact is not enrolled. The first that holds is said. */
public enum EnrolmentRefusal {
    /** The inbox is disconnected, or its owner has to sign in again. */
    INBOX_DISCONNECTED,
    /** The contact goes through a sequence already, this one or another. */
    ALREADY_ENROLLED,
    /** The address is suppressed for every account. */
    GLOBALLY_BOUNCED,
    /** The account suppresses the address. */
    PREVIOUSLY_BOUNCED,
    /** The contact unsubscribed. */
    UNSUBSCRIBED
}
