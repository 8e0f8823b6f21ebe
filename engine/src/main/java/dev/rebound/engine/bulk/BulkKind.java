package dev.rebound.engine.bulk;

/** What a bulk change does with its addresses. */
public enum BulkKind {
    /** Lifts the account's suppressions. */
    UNBOUNCE,
    /** Suppresses in the account what another system held to be bounced, and unsubscribes who wants no more mail. */
    IMPORT
}
