package dev.rebound.core.ledger;

/**
 * An account (tenant).
 *
 * @param value positive, at most 40 bits, so that a return-path token can carry it
 */
public record AccountId(long value) implements Comparable<AccountId> {

    /** Greatest account number. */
    public static final long MAX = (1L << 40) - 1;

    /** What belongs to the whole installation is filed under this number, which no account has: none is told of it. */
    public static final AccountId OF_NONE = new AccountId(MAX);

    public AccountId {
        if (value < 1 || value > MAX) {
            throw new IllegalArgumentException("account id must be 1 to " + MAX + ", was " + value);
        }
    }

    @Override
    public int compareTo(AccountId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
