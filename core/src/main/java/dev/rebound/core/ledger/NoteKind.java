package dev.rebound.core.ledger;

/** A report that belongs to a message but decides nothing about it. */
public enum NoteKind {
    /** A server further on is still trying (RFC 3464 action {@code delayed}). */
    DELAY,
    /** A server further on confirms delivery, relay or expansion. */
    DELIVERY_CONFIRMED,
    /** Out of office and the like: the address takes mail. */
    AUTO_REPLY,
    /** Somebody wrote back: the address takes mail, and is read. */
    ANSWER,
    /** The recipient, or their provider, calls it spam (RFC 5965). */
    COMPLAINT,
    /** The recipient's side asks the sender to confirm. */
    CHALLENGE,
    /** Mail that we cannot read anything from. */
    UNREADABLE
}
