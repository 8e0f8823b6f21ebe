package dev.rebound.engine.ledger;

/** What should have been stored was not: the disk is full, the database is gone, a sync failed. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says which operation failed; the cause says why. */
    public StoreUnavailableException(String operation, Throwable cause) {
        super("the store failed: " + operation, cause);
    }
}
