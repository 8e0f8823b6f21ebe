package dev.rebound.bench;

/** What is done to each message. */
public enum Contender {
    /** Jakarta Mail's reference implementation reads the fields of a report: what ours is compared with. */
    ANGUS,
    /** Rebound reads the message. */
    READ,
    /** Rebound reads the message and says why it came back. */
    READ_AND_CLASSIFY;

    /** As shown in tables and JSON, for example {@code read-and-classify}. */
    public String shown() {
        return switch (this) {
            case ANGUS -> "angus";
            case READ -> "read";
            case READ_AND_CLASSIFY -> "read-and-classify";
        };
    }
}
