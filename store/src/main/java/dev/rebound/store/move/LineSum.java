package dev.rebound.store.move;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A sum over lines that does not depend on their order: how many there are, and their SHA-256 hashes added up, 128 bits of each. Two tables with
 * the same sum have the same rows, but for a chance that needs no thought, and neither has to be sorted.
 */
final class LineSum {

    private final MessageDigest digest;
    private long lines;
    private long high;
    private long low;

    LineSum() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    void add(byte[] line) {
        add(line, line.length);
    }

    void add(byte[] octets, int length) {
        digest.update(octets, 0, length);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        lines++;
        high += hash.getLong();
        low += hash.getLong();
    }

    long lines() {
        return lines;
    }

    boolean isThatOf(LineSum other) {
        return lines == other.lines && high == other.high && low == other.low;
    }
}
