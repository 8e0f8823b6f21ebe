package dev.rebound.core.ledger;

/** Where a message stands. The later ones are worse; evidence only ever moves a message down this list. */
public enum MessageStatus {
    /** Accepted, no attempt answered yet. */
    QUEUED,
    /** Deferred at least once, still being tried. */
    PENDING,
    /** Handed to a relay; what becomes of it we know once the relay or a report says so. */
    RELAYED,
    /** The recipient's server took responsibility. */
    DELIVERED,
    /** Bounced, or not delivered in time; the verdict says hard or soft. */
    BOUNCED,
    /** Left out of the send; never attempted. */
    NOT_SENT;

    /** True while attempts are still to come. */
    public boolean isInFlight() {
        return this == QUEUED || this == PENDING;
    }
}
