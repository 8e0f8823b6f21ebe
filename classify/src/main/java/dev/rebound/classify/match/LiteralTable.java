package dev.rebound.classify.match;

import java.util.List;

/** What a hit needs to know of its literal, in one number a literal. Immutable; thread-safe. */
final class LiteralTable {

    /** Longest literal, in bytes: more than a phrase of {@link Phrase#LENGTH_MAX} can become. */
    private static final int WEIGHT_BITS = 14;

    private static final int WORDS_BITS = 11;
    private static final int SIGNATURE_BITS = 6;

    /** From below: weight, number of words, which signature, and whether a space stands at the end. */
    private final int[] packed;

    /**
     * Of these literals.
     *
     * @param signatures for each the number of its bit
     */
    LiteralTable(List<Literal> literals, byte[] signatures) {
        packed = new int[literals.size()];
        for (int literal = 0; literal < packed.length; literal++) {
            packed[literal] = pack(literals.get(literal), signatures[literal]);
        }
    }

    private static int pack(Literal literal, int signature) {
        int weight = literal.weight();
        int words = literal.wordCount();
        if (weight >= 1 << WEIGHT_BITS || words >= 1 << WORDS_BITS) {
            throw new IllegalArgumentException("a part of a phrase with " + weight + " bytes is too long");
        }
        return ((literal.trailing() << SIGNATURE_BITS | signature) << WORDS_BITS | words) << WEIGHT_BITS | weight;
    }

    /** Number of literals. */
    int size() {
        return packed.length;
    }

    /** {@link Literal#weight}. */
    int weight(int literal) {
        return packed[literal] & ((1 << WEIGHT_BITS) - 1);
    }

    /** {@link Literal#wordCount}. */
    int wordCount(int literal) {
        return (packed[literal] >>> WEIGHT_BITS) & ((1 << WORDS_BITS) - 1);
    }

    /** The bit that the literal has among {@link Signatures}. */
    long signature(int literal) {
        // a shift looks at the lowest six bits alone
        return 1L << (packed[literal] >>> (WEIGHT_BITS + WORDS_BITS));
    }

    /** The bits of several. */
    long signatures(int[] several) {
        long signatures = 0;
        for (int literal : several) {
            signatures |= signature(literal);
        }
        return signatures;
    }

    /** {@link Literal#trailing}. */
    int trailing(int literal) {
        return packed[literal] >>> (WEIGHT_BITS + WORDS_BITS + SIGNATURE_BITS);
    }

    long tableBytes() {
        return 4L * packed.length;
    }
}
