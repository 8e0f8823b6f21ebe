package dev.rebound.classify.match;

import java.util.Arrays;
import java.util.List;

/**
 * Gives each literal one of 64 bits, so that whether a text may have one of many literals is a look at one
 * number.
 *
 * <p>A bit of its own for each literal would be as good as none: a part with fifty choices would have
 * nearly all bits. So literals that are choices of the same part share one, that of the largest part they
 * belong to, and most parts have one to three bits. Which bit a literal has depends on the phrases it
 * stands in and on no others.
 */
final class Signatures {

    private final List<Literal> literals;

    /** For each literal the size of the largest part it is a choice of, and that part's hash. */
    private final int[] size;

    private final int[] hash;

    private Signatures(List<Literal> literals) {
        this.literals = literals;
        this.size = new int[literals.size()];
        this.hash = literals.stream().mapToInt(Literal::hashCode).toArray();
    }

    /** For each literal the number of its bit, 0 to 63. */
    static byte[] of(List<Literal> literals, PhraseBook.Shape[] shapes) {
        Signatures signatures = new Signatures(literals);
        for (PhraseBook.Shape shape : shapes) {
            for (int part = 0; shape.parts() > 1 && part < shape.parts(); part++) {
                signatures.enter(shape.literals(part));
            }
        }
        byte[] bits = new byte[literals.size()];
        for (int literal = 0; literal < bits.length; literal++) {
            // a multiplication carries what differs only in the low bits to the high ones, which are taken
            bits[literal] = (byte) ((signatures.hash[literal] * 0x9E3779B9) >>> (Integer.SIZE - 6));
        }
        return bits;
    }

    private void enter(int[] choices) {
        int hashOfPart = Arrays.stream(choices)
                .map(literal -> literals.get(literal).hashCode())
                .reduce(1, (one, other) -> 31 * one + other);
        for (int literal : choices) {
            boolean isLarger = choices.length > size[literal];
            if (isLarger || (choices.length == size[literal] && hashOfPart > hash[literal])) {
                size[literal] = choices.length;
                hash[literal] = hashOfPart;
            }
        }
    }
}
