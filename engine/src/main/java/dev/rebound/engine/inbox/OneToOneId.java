package dev.rebound.engine.inbox;

/** Identifies a one-to-one email within an installation; prints as its number. */
public record OneToOneId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
