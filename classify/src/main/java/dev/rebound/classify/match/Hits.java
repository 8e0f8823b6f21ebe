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

    private final Automaton automaton;
    private final LiteralTable table;
    private NormalText text = NormalText.of("");
    private int[] literals = new int[64];
    private int[] ends = new int[64];
    private int[] before = new int[64];
    private int count;

    /** For each literal 1 more than its latest hit, or 0. */
    private final short[] latest;

    /** The {@linkplain Signatures signatures} of all literals found. */
    private long signatures;

    Hits(PhraseBook book) {
        this.automaton = book.automaton();
        this.table = book.literals();
        this.latest = new short[table.size()];
    }

    /** Finds all literals of another text. */
    void search(NormalText another) {
        for (int hit = 0; hit < count; hit++) {
            latest[literals[hit]] = 0;
        }
        count = 0;
        signatures = 0;
        text = another;
        automaton.search(another, this);
    }

    /** One more occurrence, whose last byte stands before {@code end}; false if there is no place for more. */
    boolean add(int literal, int end) {
        if (count == literals.length) {
            literals = Arrays.copyOf(literals, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
            before = Arrays.copyOf(before, 2 * count);
        }
        literals[count] = literal;
        ends[count] = end;
        before[count] = latest[literal] - 1;
        signatures |= table.signature(literal);
        latest[literal] = (short) ++count;
        return count < COUNT_MAX;
    }

    int count() {
        return count;
    }

    int literal(int hit) {
        return literals[hit];
    }

    /** The signature of a hit's literal. */
    long signature(int hit) {
        return table.signature(literals[hit]);
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

    /** False only if none of the literals that have these signatures was found; true proves nothing. */
    boolean mayHave(long anyOfSignatures) {
        return (signatures & anyOfSignatures) != 0;
    }

    /** Index of the first byte that belongs to a word. */
    int firstByte(int hit) {
        return endByte(hit) - table.weight(literals[hit]);
    }

    /** Index behind the last byte that belongs to a word. */
    int endByte(int hit) {
        return ends[hit] - table.trailing(literals[hit]);
    }

    int firstWord(int hit) {
        return lastWord(hit) - table.wordCount(literals[hit]) + 1;
    }

    int lastWord(int hit) {
        return text.wordAt(endByte(hit) - 1);
    }

    int weight(int hit) {
        return table.weight(literals[hit]);
    }
}
