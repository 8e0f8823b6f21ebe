package dev.rebound.engine.email;

/** In what order recipients of an email are listed. */
public enum RecipientOrder {
    /** As they were accepted; any list can be shown like this. */
    SENT,
    /** By their addresses. */
    ADDRESS,
    /** By the reason for which they bounced, are pending or were left out; who has none comes first. */
    REASON,
    /** Those of which something was learned last come first. */
    LATEST
}
