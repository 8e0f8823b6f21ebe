package dev.rebound.classify.match;

import java.util.Arrays;

/**
 * Decides by which part each phrase with gaps is asked for, and sorts phrases by the literals that ask
 * for them.
 *
 * <p>The anchor is the part whose literals stand in the fewest phrases: how often a word stands in rules
 * says well enough how often it stands in texts, and needs no texts.
 */
final class Anchors {

    private final PhraseBook.Shape[] shapes;
    private final Kin kin;
    private final int[] firstOf;
    private final int[] whole;
    private final long[] anchored;

    /** For each literal the number of parts of phrases with gaps that it is a choice of. */
    private final int[] uses;

    Anchors(PhraseBook.Shape[] shapes, Kin kin, int literals) {
        this.shapes = shapes;
        this.kin = kin;
        uses = uses(literals);
        firstOf = new int[2 * literals + 2];
        for (PhraseBook.Shape shape : shapes) {
            for (int literal : shape.literals(anchor(shape))) {
                firstOf[2 * literal + 2 + kind(shape)]++;
            }
        }
        for (int i = 2; i < firstOf.length; i++) {
            firstOf[i] += firstOf[i - 2];
        }
        whole = new int[firstOf[firstOf.length - 2]];
        anchored = new long[2 * firstOf[firstOf.length - 1]];
        enter();
    }

    /** 0 for a phrase without gaps, 1 for one with gaps. */
    private static int kind(PhraseBook.Shape shape) {
        return shape.parts() == 1 ? 0 : 1;
    }

    private int[] uses(int literals) {
        int[] counts = new int[literals];
        for (PhraseBook.Shape shape : shapes) {
            for (int part = 0; shape.parts() > 1 && part < shape.parts(); part++) {
                for (int literal : shape.literals(part)) {
                    counts[literal]++;
                }
            }
        }
        return counts;
    }

    private int anchor(PhraseBook.Shape shape) {
        return rarest(shape, -1);
    }

    /** The part whose literals have the fewest uses, but for one part. */
    private int rarest(PhraseBook.Shape shape, int except) {
        int best = -1;
        int fewest = Integer.MAX_VALUE;
        for (int part = 0; part < shape.parts(); part++) {
            int sum = Arrays.stream(shape.literals(part))
                    .map(literal -> uses[literal])
                    .sum();
            if (part != except && sum < fewest) {
                best = part;
                fewest = sum;
            }
        }
        return best;
    }

    private void enter() {
        int[] next = firstOf.clone();
        for (int phrase = 0; phrase < shapes.length; phrase++) {
            PhraseBook.Shape shape = shapes[phrase];
            int anchor = anchor(shape);
            for (int literal : shape.literals(anchor)) {
                int entry = next[2 * literal + kind(shape)]++;
                if (shape.parts() == 1) {
                    whole[entry] = phrase;
                } else {
                    anchored[2 * entry] = kin.ofPart(shape.literals(rarest(shape, anchor)));
                    anchored[2 * entry + 1] = phrase;
                }
            }
        }
    }

    int[] firstOf() {
        return firstOf;
    }

    int[] whole() {
        return whole;
    }

    /** Two numbers an entry: the kins of which one is needed, and the phrase. */
    long[] anchored() {
        return anchored;
    }
}
