package dev.rebound.engine.inbox;

/** Identifies an inbox within an installation; prints as its number. */
public record InboxId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
