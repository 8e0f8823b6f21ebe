package dev.rebound.classify.match;

import dev.rebound.classify.text.NormalText;
import java.util.Arrays;

/**
 * Where literals stand in one text, in the order of their ends; those of one literal are chained, the
 * latest first. Used for text after text, by one thread at a time; forgets at the cost of what it held.
 */
final class Hits {

    /** Occurrences kept; a text with more is not mail, and the rest of it is not looked at. */
    static final int COUNT_MAX = 4_096;

    private static final int UNKNOWN = -1;

    private final Automaton automaton;
    private final LiteralTable table;
    private NormalText text = NormalText.of("");
    private int[] literals = new int[64];

    /** What the {@link LiteralTable} says of each. */
    private long[] properties = new long[64];

    private int[] ends = new int[64];
    private int[] before = new int[64];

    /** The last word of each, once somebody has asked; finding it is a search. */
    private int[] lastWords = new int[64];

    private int count;

    /** For each literal 1 more than its latest hit, or 0. */
    private final short[] latest;

    /** For each {@link Kin} whether a literal of it was found. */
    private final boolean[] kinFound;

    Hits(PhraseBook book) {
        this.automaton = book.automaton();
        this.table = book.literals();
        this.latest = new short[table.size()];
        this.kinFound = new boolean[book.kinCount()];
    }

    /** Finds all literals of another text. */
    void search(NormalText another) {
        for (int hit = 0; hit < count; hit++) {
            latest[literals[hit]] = 0;
            kinFound[LiteralTable.kin(properties[hit])] = false;
        }
        count = 0;
        text = another;
        automaton.search(another, this);
    }

    /**
     * One more occurrence, whose last byte stands before {@code end}, and those of all shorter literals that end there.
     * False if there is no place for more.
     */
    boolean add(int longest, int end) {
        int literal = longest;
        while (literal >= 0) {
            if (count == COUNT_MAX) {
                return false;
            }
            literal = addOne(literal, end);
        }
        return true;
    }

    /** Adds one and says which shorter one ends there too, or -1. */
    private int addOne(int literal, int end) {
        if (count == literals.length) {
            grow();
        }
        long known = table.of(literal);
        literals[count] = literal;
        properties[count] = known;
        ends[count] = end;
        before[count] = latest[literal] - 1;
        lastWords[count] = UNKNOWN;
        kinFound[LiteralTable.kin(known)] = true;
        latest[literal] = (short) ++count;
        return LiteralTable.shorter(known);
    }

    private void grow() {
        literals = Arrays.copyOf(literals, 2 * count);
        properties = Arrays.copyOf(properties, 2 * count);
        ends = Arrays.copyOf(ends, 2 * count);
        before = Arrays.copyOf(before, 2 * count);
        lastWords = Arrays.copyOf(lastWords, 2 * count);
    }

    int count() {
        return count;
    }

    int literal(int hit) {
        return literals[hit];
    }

    /** The kin of a hit's literal. */
    int kin(int hit) {
        return LiteralTable.kin(properties[hit]);
    }

    /** The hit of the same literal before this one, or -1. */
    int before(int hit) {
        return before[hit];
    }

    /** The last hit of a literal, or -1. */
    int latest(int literal) {
        return latest[literal] - 1;
    }

    /** The first hit of a literal, or -1. */
    int first(int literal) {
        int hit = latest(literal);
        while (hit >= 0 && before[hit] >= 0) {
            hit = before[hit];
        }
        return hit;
    }

    /** False only if no literal of these {@linkplain Kin#ofPart kins} was found; true proves nothing. */
    boolean mayHave(long anyOfKins) {
        long left = anyOfKins;
        do {
            if (kinFound[Kin.lowest(left)]) {
                return true;
            }
            left = Kin.others(left);
        } while (left != 0);
        return anyOfKins == 0;
    }

    /** Index of the first byte that belongs to a word. */
    int firstByte(int hit) {
        return endByte(hit) - LiteralTable.weight(properties[hit]);
    }

    /** Index behind the last byte that belongs to a word. */
    int endByte(int hit) {
        return ends[hit] - LiteralTable.trailing(properties[hit]);
    }

    int firstWord(int hit) {
        return lastWord(hit) - LiteralTable.wordCount(properties[hit]) + 1;
    }

    int lastWord(int hit) {
        if (lastWords[hit] == UNKNOWN) {
            lastWords[hit] = text.wordAt(endByte(hit) - 1);
        }
        return lastWords[hit];
    }

    int weight(int hit) {
        return LiteralTable.weight(properties[hit]);
    }
}
