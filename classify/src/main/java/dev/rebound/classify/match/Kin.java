package dev.rebound.classify.match;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts literals that are choices of the same part of a phrase with gaps into one kin, so that whether a text may
 * have one of many choices is a look at a few numbers.
 *
 * <p>A literal belongs to the kin of the largest part that it is a choice of; of parts as large, to the one with the
 * larger hash, so that its kin depends on the phrases it stands in and on no others. Most parts are of one to four
 * kins; their numbers fit one {@code long}, sixteen bits each.
 *
 * <p>Rejected: a bit for each kin among 64. Most texts set eleven of them, and two thirds of the phrases that were
 * looked at for it had a part that the text had not.
 */
final class Kin {

    /** Of a literal that stands in no phrase with gaps. */
    static final int NONE = 0;

    private static final int BITS = 16;
    private static final int MASK = (1 << BITS) - 1;
    private static final int SEVERAL_MAX = Long.SIZE / BITS;

    private final List<Literal> literals;

    /** For each literal the size of the largest part it is a choice of, that part's hash, and its kin. */
    private final int[] size;

    private final int[] hash;
    private final short[] kin;
    private int count = 1;

    /**
     * Of these literals.
     *
     * @throws IllegalArgumentException if there are more kins than {@code 2^16}
     */
    Kin(List<Literal> literals, PhraseBook.Shape[] shapes) {
        this.literals = literals;
        this.size = new int[literals.size()];
        this.hash = new int[literals.size()];
        this.kin = new short[literals.size()];
        for (PhraseBook.Shape shape : shapes) {
            for (int part = 0; shape.parts() > 1 && part < shape.parts(); part++) {
                enter(shape.literals(part));
            }
        }
        Map<Long, Short> numbers = new HashMap<>();
        for (int literal = 0; literal < kin.length; literal++) {
            if (size[literal] > 0) {
                long key = (long) size[literal] << Integer.SIZE | Integer.toUnsignedLong(hash[literal]);
                kin[literal] = numbers.computeIfAbsent(key, any -> next());
            }
        }
    }

    private short next() {
        if (count > MASK) {
            throw new IllegalArgumentException("too many different parts in phrases with gaps");
        }
        return (short) count++;
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

    /** For each literal the number of its kin, to be read as unsigned. */
    short[] ofLiterals() {
        return kin;
    }

    /** One more than the largest number. */
    int count() {
        return count;
    }

    /** The kins of a part's choices in one number; 0 if they are too many for one. */
    long ofPart(int[] choices) {
        int[] several = Arrays.stream(choices)
                .map(literal -> Short.toUnsignedInt(kin[literal]))
                .distinct()
                .toArray();
        long packed = 0;
        for (int i = 0; i < several.length && several.length <= SEVERAL_MAX; i++) {
            packed = packed << BITS | several[i];
        }
        return packed;
    }

    /** One of several kins in one number. */
    static int lowest(long several) {
        return (int) several & MASK;
    }

    /** The others; 0 if there is none. */
    static long others(long several) {
        return several >>> BITS;
    }
}
