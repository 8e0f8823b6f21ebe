package dev.rebound.core.ledger;

/**
 * Rebound's own number of a message: one email to one recipient. Not the {@code Message-ID} header
 * field (RFC 5322), which is called so wherever it is meant.
 *
 * @param value positive, at most 56 bits, so that a return-path token can carry it
 */
public record MessageId(long value) implements Comparable<MessageId> {

    /** Greatest message number. */
    public static final long MAX = (1L << 56) - 1;

    public MessageId {
        if (value < 1 || value > MAX) {
            throw new IllegalArgumentException("message id must be 1 to " + MAX + ", was " + value);
        }
    }

    @Override
    public int compareTo(MessageId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
