package dev.rebound.engine.sequence;

/** Names a sequence. */
public record SequenceId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
