package dev.rebound.engine.provider;

/** Identifies a source of provider events within an installation; prints as its number. */
public record EventSourceId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
