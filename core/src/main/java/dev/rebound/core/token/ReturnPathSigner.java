package dev.rebound.core.token;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the signed local part of the return path, {@code b+<token>}.
 *
 * <p>The token is base32 (RFC 4648, lower case, no padding) of 26 octets: account (5), message (7),
 * expiry in days since 1970 (2), and the first 12 octets of an HMAC-SHA-256 over the rest (96 bits).
 * Base32 because some servers lower-case local parts. The whole local part has 44 characters of the 64
 * that RFC 5321 (section 4.5.3.1.1) allows. Every bit counts: unused bits of the last digit must be zero, so
 * no two texts are the same token.
 *
 * <p>Thread-safe.
 */
public final class ReturnPathSigner {

    /** What a local part of ours begins with. */
    public static final String PREFIX = "b+";
    /** Fewest octets of a key. */
    public static final int KEY_OCTETS_MIN = 16;

    private static final int PAYLOAD_OCTETS = 14;
    private static final int MAC_OCTETS = 12;
    private static final int TOKEN_OCTETS = PAYLOAD_OCTETS + MAC_OCTETS;
    private static final byte[] PURPOSE = {'r', 'e', 't', 'u', 'r', 'n', '-', 'p', 'a', 't', 'h', 1};

    private final List<SecretKeySpec> keys;

    /**
     * @param keys the first signs, all verify; each at least 16 octets
     */
    public ReturnPathSigner(List<byte[]> keys) {
        if (keys.isEmpty() || keys.stream().anyMatch(key -> key.length < KEY_OCTETS_MIN)) {
            throw new IllegalArgumentException("signing needs keys of at least " + KEY_OCTETS_MIN + " octets");
        }
        this.keys =
                keys.stream().map(key -> new SecretKeySpec(key, "HmacSHA256")).toList();
    }

    /**
     * The signed local part.
     *
     * @param expiry honoured until the end of that day (UTC)
     */
    public String sign(AccountId account, MessageId message, Instant expiry) {
        ByteBuffer token = ByteBuffer.allocate(TOKEN_OCTETS);
        putBigEndian(token, account.value(), 5);
        putBigEndian(token, message.value(), 7);
        token.putShort((short) (expiry.getEpochSecond() / Duration.ofDays(1).toSeconds()));
        token.put(mac(keys.getFirst(), token.array()));
        return PREFIX + Base32.encode(token.array());
    }

    /** Checks a local part, in whatever case it came back. */
    public TokenCheck check(String localPart, Instant now) {
        Optional<byte[]> octets = localPart.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                ? Base32.decode(localPart.substring(PREFIX.length()), TOKEN_OCTETS)
                : Optional.empty();
        if (octets.isEmpty() || !isSigned(octets.get())) {
            return new TokenCheck.Forged();
        }
        ByteBuffer token = ByteBuffer.wrap(octets.get());
        long account = bigEndian(token, 5);
        long message = bigEndian(token, 7);
        Instant end = Instant.EPOCH.plus(Duration.ofDays((token.getShort() & 0xffff) + 1));
        if (account < 1 || message < 1) {
            return new TokenCheck.Forged();
        }
        ReturnPath path = new ReturnPath(new AccountId(account), new MessageId(message), end);
        return now.isBefore(end) ? new TokenCheck.Valid(path) : new TokenCheck.Expired(path);
    }

    private boolean isSigned(byte[] token) {
        byte[] given = Arrays.copyOfRange(token, PAYLOAD_OCTETS, TOKEN_OCTETS);
        boolean signed = false;
        for (SecretKeySpec key : keys) {
            signed |= MessageDigest.isEqual(given, mac(key, token));
        }
        return signed;
    }

    private static byte[] mac(SecretKeySpec key, byte[] token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(PURPOSE);
            mac.update(token, 0, PAYLOAD_OCTETS);
            return Arrays.copyOf(mac.doFinal(), MAC_OCTETS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static void putBigEndian(ByteBuffer into, long value, int octets) {
        for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
            into.put((byte) (value >>> shift));
        }
    }

    private static long bigEndian(ByteBuffer from, int octets) {
        long value = 0;
        for (int i = 0; i < octets; i++) {
            value = (value << 8) | (from.get() & 0xff);
        }
        return value;
    }
}
