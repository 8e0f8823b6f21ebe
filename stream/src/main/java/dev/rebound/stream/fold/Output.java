package dev.rebound.stream.fold;

/** What the job tells, each in a topic of its own, and whether that keeps the last record of a key only. */
public enum Output {
    /** Every event, in the order of its address. */
    LEDGER(false),
    /** What evidence was judged to mean. */
    VERDICTS(false),
    /** How each message stands. */
    MESSAGES(true),
    /** What accounts hold against addresses; nothing once it is lifted. */
    SUPPRESSIONS(true),
    /** Addresses suppressed for every account; nothing once it is lifted. */
    GLOBALS(true),
    /** What the messages of each email came to. */
    EMAILS(true),
    /** What nothing could be made of, and why. */
    DEAD(false);

    private final boolean compacted;

    Output(boolean compacted) {
        this.compacted = compacted;
    }

    /** Whether the last record of a key says all. */
    public boolean isCompacted() {
        return compacted;
    }
}
