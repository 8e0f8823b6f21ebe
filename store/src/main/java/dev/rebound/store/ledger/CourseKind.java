package dev.rebound.store.ledger;

/** The names under which events of an email's messages are counted by time. */
public enum CourseKind {
    /** A message was queued, or left out. */
    BEGUN,
    /** One was delivered or handed to a relay. */
    DELIVERED,
    /** One bounced hard. */
    HARD,
    /** One bounced soft, or its time was up. */
    SOFT,
    /** An attempt was put off. */
    DEFERRED
}
