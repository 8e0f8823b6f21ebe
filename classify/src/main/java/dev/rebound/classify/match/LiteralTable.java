package dev.rebound.classify.match;

import java.util.List;

/** What a hit needs to know of its literal, in one number a literal. Immutable; thread-safe. */
final class LiteralTable {

    /** Longest literal, in bytes: more than a phrase of {@link Phrase#LENGTH_MAX} can become. */
    private static final int WEIGHT_BITS = 14;

    private static final int WORDS_BITS = 11;
    private static final int WORDS_SHIFT = WEIGHT_BITS;
    private static final int TRAILING_SHIFT = WORDS_SHIFT + WORDS_BITS;
    private static final int KIN_SHIFT = TRAILING_SHIFT + 1;
    private static final int KIN_BITS = 16;
    private static final int SHORTER_SHIFT = KIN_SHIFT + KIN_BITS;
    private static final int LITERALS_MAX = (1 << (Long.SIZE - SHORTER_SHIFT)) - 1;

    /**
     * From below: weight, number of words, whether a space stands at the end, the kin, and 1 more than the longest
     * other literal that ends wherever this one does.
     */
    private final long[] packed;

    /**
     * Of these literals.
     *
     * @param kin for each the number of its kin
     * @param shorter for each the longest other one that ends wherever it ends, or -1
     */
    LiteralTable(List<Literal> literals, short[] kin, int[] shorter) {
        if (literals.size() >= LITERALS_MAX) {
            throw new IllegalArgumentException("the rules have more different words than " + LITERALS_MAX);
        }
        packed = new long[literals.size()];
        for (int literal = 0; literal < packed.length; literal++) {
            packed[literal] = pack(literals.get(literal))
                    | (long) Short.toUnsignedInt(kin[literal]) << KIN_SHIFT
                    | (long) (shorter[literal] + 1) << SHORTER_SHIFT;
        }
    }

    private static long pack(Literal literal) {
        int weight = literal.weight();
        int words = literal.wordCount();
        if (weight >= 1 << WEIGHT_BITS || words >= 1 << WORDS_BITS) {
            throw new IllegalArgumentException("a part of a phrase with " + weight + " bytes is too long");
        }
        return (long) literal.trailing() << TRAILING_SHIFT | (long) words << WORDS_SHIFT | weight;
    }

    /** Number of literals. */
    int size() {
        return packed.length;
    }

    /** All of a literal; the methods below take it apart. */
    long of(int literal) {
        return packed[literal];
    }

    /** {@link Literal#weight}. */
    static int weight(long packed) {
        return (int) packed & ((1 << WEIGHT_BITS) - 1);
    }

    /** {@link Literal#wordCount}. */
    static int wordCount(long packed) {
        return (int) (packed >>> WORDS_SHIFT) & ((1 << WORDS_BITS) - 1);
    }

    /** {@link Literal#trailing}. */
    static int trailing(long packed) {
        return (int) (packed >>> TRAILING_SHIFT) & 1;
    }

    /** The literal's {@link Kin}. */
    static int kin(long packed) {
        return (int) (packed >>> KIN_SHIFT) & ((1 << KIN_BITS) - 1);
    }

    /** The longest other literal that ends wherever this one ends, or -1. */
    static int shorter(long packed) {
        return (int) (packed >>> SHORTER_SHIFT) - 1;
    }

    long tableBytes() {
        return 8L * packed.length;
    }
}
