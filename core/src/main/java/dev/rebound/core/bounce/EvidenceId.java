package dev.rebound.core.bounce;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name of a piece of evidence: a hash of what it is, so that the same evidence twice is one.
 *
 * @param value 32 hexadecimal digits (the first 128 bits of SHA-256)
 */
public record EvidenceId(String value) {

    public EvidenceId {
        if (value.length() != 32) {
            throw new IllegalArgumentException("evidence id must have 32 hexadecimal digits, was: " + value);
        }
    }

    /** Hash of the parts in this order; a part's end is part of the hash. */
    public static EvidenceId of(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(bytes);
            digest.update((byte) 0);
        }
        return of(digest);
    }

    /** Hash of bytes as they came, for example of a raw report. */
    public static EvidenceId of(byte[] bytes) {
        MessageDigest digest = sha256();
        digest.update(bytes);
        return of(digest);
    }

    private static EvidenceId of(MessageDigest digest) {
        return new EvidenceId(HexFormat.of().formatHex(digest.digest(), 0, 16));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
