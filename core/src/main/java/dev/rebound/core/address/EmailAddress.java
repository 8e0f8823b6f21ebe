package dev.rebound.core.address;

import java.util.Optional;

/**
 * An email address as somebody wrote it, checked, with the key under which it is known.
 *
 * <p>Two spellings are one address exactly if their {@linkplain #key() keys} are equal: the domain is
 * compared as its lower-case A-label form (RFC 5890), the local part lower-cased in ASCII and
 * normalised to NFC, needless quotes taken off. RFC 5321 (section 2.4) allows a server to tell case apart
 * in the local part; none that matters does, and a suppression that misses {@code Ann@} for
 * {@code ann@} is worse. Nothing else is folded: look-alike letters, dots and plus tags stay different.
 *
 * @param localPart before the last {@code @}, as written
 * @param domain after it, as written, without a trailing dot
 * @param key the canonical key
 */
public record EmailAddress(String localPart, String domain, AddressKey key) {

    /** Reads an address; empty if it is not one. {@link AddressReader} says why. */
    public static Optional<EmailAddress> parse(String text) {
        return switch (AddressReader.read(text)) {
            case AddressReader.Valid valid -> Optional.of(valid.address());
            case AddressReader.Invalid ignored -> Optional.empty();
        };
    }

    /** The address in full, as written. */
    public String text() {
        return localPart + "@" + domain;
    }

    /** Redacted, so that an address never reaches a log by accident; {@link #text()} is the full one. */
    @Override
    public String toString() {
        return key.toString();
    }
}
