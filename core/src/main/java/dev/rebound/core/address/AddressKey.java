package dev.rebound.core.address;

/**
 * The canonical form of an address: what suppressions, the ledger and the global list are keyed by.
 * Made only by reading an {@link EmailAddress}, or read back from the store.
 *
 * @param value local part and A-label domain, lower case, at most 320 characters
 */
public record AddressKey(String value) implements Comparable<AddressKey> {

    public AddressKey {
        if (value.indexOf('@') < 1 || value.length() > 320) {
            throw new IllegalArgumentException("not a canonical address of at most 320 characters");
        }
    }

    /** The domain, lower-case A-labels. */
    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    @Override
    public int compareTo(AddressKey other) {
        return value.compareTo(other.value);
    }

    /** Redacted: the first letter and the domain, for example {@code a***@example.com}. */
    @Override
    public String toString() {
        return value.substring(0, value.offsetByCodePoints(0, 1)) + "***@" + domain();
    }
}
