package dev.rebound.engine.contact;

/** A contact; numbers are unique over all accounts. */
public record ContactId(long value) implements Comparable<ContactId> {

    @Override
    public int compareTo(ContactId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
