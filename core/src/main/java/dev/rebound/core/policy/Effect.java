package dev.rebound.core.policy;

/** What a bounce does beyond its own message. */
public enum Effect {
    /** Nothing: the address stays eligible. */
    NONE(false, false),
    /** The account no longer sends marketing email to the address. */
    SUPPRESS(true, false),
    /** And the account counts towards suppressing it everywhere. */
    SUPPRESS_AND_COUNT(true, true);

    private final boolean suppresses;
    private final boolean countsTowardsGlobal;

    Effect(boolean suppresses, boolean countsTowardsGlobal) {
        this.suppresses = suppresses;
        this.countsTowardsGlobal = countsTowardsGlobal;
    }

    /** Whether the account's later marketing email leaves the address out. */
    public boolean suppresses() {
        return suppresses;
    }

    /** Whether the account counts towards the global list. */
    public boolean countsTowardsGlobal() {
        return countsTowardsGlobal;
    }
}
