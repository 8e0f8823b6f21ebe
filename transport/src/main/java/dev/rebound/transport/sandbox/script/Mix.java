package dev.rebound.transport.sandbox.script;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Shares of behaviours. Which one an address has follows from its letters alone, so that it is the same
 * in every run, on every machine, and no list of mailboxes is needed.
 */
public record Mix(List<Part> parts) {

    /**
     * One behaviour's share.
     *
     * @param weight relative to the other parts, at least 1
     */
    public record Part(Behaviour behaviour, int weight) {}

    public Mix {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a mix has at least one part");
        }
    }

    /** Everybody behaves so. */
    static Mix of(Behaviour behaviour) {
        return new Mix(List.of(new Part(behaviour, 1)));
    }

    /** What this address does. */
    Behaviour of(String addressKey) {
        long total = parts.stream().mapToLong(Part::weight).sum();
        long place = Long.remainderUnsigned(spread(addressKey), total);
        for (Part part : parts) {
            place -= part.weight();
            if (place < 0) {
                return part.behaviour();
            }
        }
        throw new AssertionError("the weights add up to less than their sum");
    }

    private static long spread(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
