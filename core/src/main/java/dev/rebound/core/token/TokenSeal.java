package dev.rebound.core.token;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a few octets so that nobody can change them or make up others: base32 (RFC 4648, lower case, no
 * padding) of the octets and the first 12 of an HMAC-SHA-256 (96 bits) over purpose and octets. A seal
 * for one purpose is worthless for another. Every bit counts: unused bits of the last digit must be
 * zero, so no two texts are the same token. Thread-safe.
 */
final class TokenSeal {

    /** Octets of the seal. */
    static final int OCTETS = 12;
    /** Fewest octets of a key. */
    static final int KEY_OCTETS_MIN = 16;

    private static final String HMAC = "HmacSHA256";

    /** Ready to go on behind the purpose; copied for each token, which saves working the key in again. */
    private final List<Mac> keys;

    /**
     * @param purpose what the tokens are for
     * @param keys the first seals, all open; each at least {@link #KEY_OCTETS_MIN} octets
     */
    TokenSeal(byte[] purpose, List<byte[]> keys) {
        if (keys.isEmpty() || keys.stream().anyMatch(key -> key.length < KEY_OCTETS_MIN)) {
            throw new IllegalArgumentException("signing needs keys of at least " + KEY_OCTETS_MIN + " octets");
        }
        this.keys = keys.stream().map(key -> begun(purpose, key)).toList();
    }

    private static Mac begun(byte[] purpose, byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            mac.update(purpose);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    /** The token that says these octets. */
    String seal(byte[] octets) {
        byte[] token = Arrays.copyOf(octets, octets.length + OCTETS);
        System.arraycopy(mac(keys.getFirst(), octets), 0, token, octets.length, OCTETS);
        return Base32.encode(token);
    }

    /** What a token says, in either case; empty unless one of our keys sealed exactly so many octets. */
    Optional<byte[]> open(String token, int octets) {
        return Base32.decode(token, octets + OCTETS).flatMap(decoded -> {
            byte[] said = Arrays.copyOf(decoded, octets);
            byte[] seal = Arrays.copyOfRange(decoded, octets, decoded.length);
            boolean ours = false;
            for (Mac key : keys) {
                ours |= MessageDigest.isEqual(seal, mac(key, said));
            }
            return ours ? Optional.of(said) : Optional.empty();
        });
    }

    private static byte[] mac(Mac key, byte[] octets) {
        try {
            Mac mac = (Mac) key.clone();
            mac.update(octets);
            return Arrays.copyOf(mac.doFinal(), OCTETS);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's " + HMAC + " can be copied", e);
        }
    }

    /** Writes a number into the lowest octets given, the highest first. */
    static void putBigEndian(byte[] into, int at, long value, int octets) {
        for (int i = 0; i < octets; i++) {
            into[at + i] = (byte) (value >>> (8 * (octets - 1 - i)));
        }
    }

    static long bigEndian(byte[] from, int at, int octets) {
        long value = 0;
        for (int i = 0; i < octets; i++) {
            value = (value << 8) | (from[at + i] & 0xff);
        }
        return value;
    }
}
