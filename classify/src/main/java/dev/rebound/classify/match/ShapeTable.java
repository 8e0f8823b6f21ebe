package dev.rebound.classify.match;

import java.util.Arrays;

/**
 * The parts of all phrases in one table of numbers, a phrase's side by side: what a search for a phrase costs is
 * mostly the lines of memory it has to wait for.
 *
 * <p>For each phrase: how many parts, and where each begins. For each part: its {@link Kin} in two numbers, the gap
 * before it, how many choices, and these, ascending. Immutable; thread-safe.
 */
final class ShapeTable {

    private static final int GAP = 2;
    private static final int SIZE = 3;
    private static final int CHOICES = 4;

    private static final int GAP_BITS = 16;

    private final int[] firstOf;
    private final int[] cells;

    ShapeTable(PhraseBook.Shape[] shapes, Kin kin) {
        firstOf = new int[shapes.length];
        cells = new int[Arrays.stream(shapes).mapToInt(ShapeTable::cellCount).sum()];
        int at = 0;
        for (int phrase = 0; phrase < shapes.length; phrase++) {
            firstOf[phrase] = at;
            at = enter(shapes[phrase], kin, at);
        }
    }

    private static int cellCount(PhraseBook.Shape shape) {
        int count = 1 + shape.parts();
        for (int part = 0; part < shape.parts(); part++) {
            count += CHOICES + shape.literals(part).length;
        }
        return count;
    }

    private int enter(PhraseBook.Shape shape, Kin kin, int first) {
        cells[first] = shape.parts();
        int at = first + 1 + shape.parts();
        for (int part = 0; part < shape.parts(); part++) {
            cells[first + 1 + part] = at;
            int[] choices = shape.literals(part);
            long kins = kin.ofPart(choices);
            cells[at] = (int) kins;
            cells[at + 1] = (int) (kins >>> Integer.SIZE);
            cells[at + GAP] = part == 0 ? 0 : shape.wordsMin(part) << GAP_BITS | shape.wordsMax(part);
            cells[at + SIZE] = choices.length;
            System.arraycopy(choices, 0, cells, at + CHOICES, choices.length);
            at += CHOICES + choices.length;
        }
        return at;
    }

    /** Number of parts of a phrase. */
    int parts(int phrase) {
        return cells[firstOf[phrase]];
    }

    /** Where the {@code index}-th part of a phrase stands; the methods below take that. */
    int part(int phrase, int index) {
        return cells[firstOf[phrase] + 1 + index];
    }

    /** The kins of a part's choices, as {@link Kin#ofPart} packs them. */
    long kin(int part) {
        return Integer.toUnsignedLong(cells[part]) | (long) cells[part + 1] << Integer.SIZE;
    }

    /** Fewest words between a part and the one before. */
    int wordsMin(int part) {
        return cells[part + GAP] >>> GAP_BITS;
    }

    /** Most words between a part and the one before. */
    int wordsMax(int part) {
        return cells[part + GAP] & ((1 << GAP_BITS) - 1);
    }

    /** Number of a part's choices. */
    int size(int part) {
        return cells[part + SIZE];
    }

    /** The literal that is the {@code index}-th choice of a part. */
    int choice(int part, int index) {
        return cells[part + CHOICES + index];
    }

    /** Whether a literal is a choice of a part. */
    boolean hasChoice(int part, int literal) {
        int from = part + CHOICES;
        return Arrays.binarySearch(cells, from, from + cells[part + SIZE], literal) >= 0;
    }

    long tableBytes() {
        return 4L * (firstOf.length + cells.length);
    }
}
