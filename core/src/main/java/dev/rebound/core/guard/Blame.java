package dev.rebound.core.guard;

/** Whose fault the failures would be, if they were what they say. */
public enum Blame {
    /** The recipients': addresses that do not exist, full mailboxes, filters of theirs. */
    RECIPIENTS,
    /** Our own: SPF, DKIM or DMARC of the sending domain. */
    AUTHENTICATION,
    /** Our own: what is thought of the sending IP address. */
    REPUTATION
}
