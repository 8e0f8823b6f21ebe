package dev.rebound.core.ledger;

/**
 * Number of a change that somebody made to many addresses at once.
 *
 * @param value positive
 */
public record BulkId(long value) implements Comparable<BulkId> {

    public BulkId {
        if (value < 1) {
            throw new IllegalArgumentException("the number of a bulk change is positive, was " + value);
        }
    }

    @Override
    public int compareTo(BulkId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
