package dev.rebound.core.address;

import java.util.Optional;

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

    /** No address begins with it: a colon is not allowed in a local part without quotes (RFC 5321, section 4.1.2). */
    private static final String ERASED = "erased:";

    /**
     * What stands for an address in the history of an account that has erased it: nothing can be sent to it, and
     * nobody who does not have the installation's key can tell whose it was.
     *
     * @param hash of the address under that key, in hexadecimal
     * @param domain of the address, which stays
     */
    public static AddressKey erased(String hash, String domain) {
        return new AddressKey(ERASED + hash + "@" + domain);
    }

    /** The hash of the address that this key stands for; empty unless it was {@linkplain #erased made of one}. */
    public Optional<String> erasedHash() {
        return value.startsWith(ERASED)
                ? Optional.of(value.substring(ERASED.length(), value.lastIndexOf('@')))
                : Optional.empty();
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
