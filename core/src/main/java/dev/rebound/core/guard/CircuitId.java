package dev.rebound.core.guard;

/** Names one opening of a circuit; positive, later ones are greater. */
public record CircuitId(long value) implements Comparable<CircuitId> {

    public CircuitId {
        if (value <= 0) {
            throw new IllegalArgumentException("a circuit has a positive number, not " + value);
        }
    }

    @Override
    public int compareTo(CircuitId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
