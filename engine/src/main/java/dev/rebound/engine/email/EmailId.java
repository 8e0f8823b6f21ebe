package dev.rebound.engine.email;

/** A marketing email; numbers are unique over all accounts. */
public record EmailId(long value) implements Comparable<EmailId> {

    @Override
    public int compareTo(EmailId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
