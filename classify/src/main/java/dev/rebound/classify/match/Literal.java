package dev.rebound.classify.match;

import dev.rebound.classify.text.NormalText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes to be found as they are; a space at an end stands for a word boundary. */
final class Literal implements Comparable<Literal> {

    private final byte[] bytes;
    private final int wordStart;
    private final int trailing;

    Literal(byte[] bytes) {
        this.bytes = bytes;
        this.wordStart = bytes[0] == ' ' ? 1 : 0;
        this.trailing = bytes[bytes.length - 1] == ' ' ? 1 : 0;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Index of the first byte that belongs to a word. */
    int wordStart() {
        return wordStart;
    }

    /** Number of bytes at the end that belong to no word. */
    int trailing() {
        return trailing;
    }

    /** Number of bytes that belong to words. */
    int weight() {
        return bytes.length - wordStart - trailing;
    }

    /** Number of words that an occurrence touches: a {@link NormalText} has the same number in these bytes. */
    int wordCount() {
        return NormalText.wordCount(new String(bytes, wordStart, weight(), StandardCharsets.UTF_8));
    }

    @Override
    public int compareTo(Literal other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Literal literal && Arrays.equals(bytes, literal.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
