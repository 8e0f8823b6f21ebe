package dev.rebound.classify.match;

import dev.rebound.classify.text.NormalText;
import dev.rebound.classify.text.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which phrases stand in one text, and where. Belongs to one thread. */
public final class Findings implements Automaton.Listener {

    /** Occurrences kept; a text with more is not mail, and the rest of it is not looked at. */
    private static final int HITS_MAX = 4_096;

    private final PhraseBook book;
    private final NormalText text;
    private final long[] seen;
    private int[] found = new int[16];
    private int foundCount;
    private int[] hits = new int[64];
    private int hitCount;
    private int[] candidates = new int[0];
    private int candidateCount;

    Findings(PhraseBook book, NormalText text) {
        this.book = book;
        this.text = text;
        this.seen = new long[(book.size() + 63) >>> 6];
    }

    @Override
    public boolean found(int literal, int end) {
        if (2 * hitCount == hits.length) {
            hits = Arrays.copyOf(hits, 2 * hits.length);
        }
        hits[2 * hitCount] = literal;
        hits[2 * hitCount + 1] = end;
        hitCount++;
        for (int phrase : book.wholePhrases(literal)) {
            mark(phrase);
        }
        int[] opened = book.openedPhrases(literal);
        if (opened.length > 0) {
            remember(opened);
        }
        return hitCount < HITS_MAX;
    }

    private void mark(int phrase) {
        long bit = 1L << phrase;
        if ((seen[phrase >>> 6] & bit) == 0) {
            seen[phrase >>> 6] |= bit;
            if (foundCount == found.length) {
                found = Arrays.copyOf(found, 2 * foundCount);
            }
            found[foundCount++] = phrase;
        }
    }

    private void remember(int[] phrases) {
        for (int phrase : phrases) {
            boolean known = false;
            for (int i = 0; i < candidateCount && !known; i++) {
                known = candidates[i] == phrase;
            }
            if (!known) {
                if (candidateCount == candidates.length) {
                    candidates = Arrays.copyOf(candidates, Math.max(8, 2 * candidateCount));
                }
                candidates[candidateCount++] = phrase;
            }
        }
    }

    void checkGaps() {
        for (int i = 0; i < candidateCount; i++) {
            if (!lastParts(candidates[i]).isEmpty()) {
                mark(candidates[i]);
            }
        }
    }

    /** True if the phrase stands in the text. */
    public boolean has(int phrase) {
        return (seen[phrase >>> 6] & (1L << phrase)) != 0;
    }

    /** Number of different phrases found. */
    public int count() {
        return foundCount;
    }

    /** The number of the {@code index}-th phrase found. */
    public int phrase(int index) {
        return found[index];
    }

    /** The words after which the last part of the phrase ends, for every way to find it whole. */
    private BitSet lastParts(int phrase) {
        return endsOfParts(phrase).getLast();
    }

    /** For each part the numbers of the words with which it ends, where all earlier parts fit. */
    private List<BitSet> endsOfParts(int phrase) {
        int[] parts = book.parts(phrase);
        List<Phrase.Gap> gaps = book.phrase(phrase).gaps();
        List<BitSet> ends = new ArrayList<>(parts.length);
        for (int i = 0; i < parts.length; i++) {
            BitSet own = new BitSet();
            for (int hit = 0; hit < hitCount; hit++) {
                if (hits[2 * hit] == parts[i]
                        && (i == 0 || follows(ends.get(i - 1), gaps.get(i - 1), firstWord(hit)))) {
                    own.set(lastWord(hit));
                }
            }
            ends.add(own);
            if (own.isEmpty()) {
                return List.of(own);
            }
        }
        return ends;
    }

    private static boolean follows(BitSet ends, Phrase.Gap gap, int word) {
        int latest = word - 1 - gap.wordsMin();
        int earliest = Math.max(0, word - 1 - gap.wordsMax());
        if (latest < 0) {
            return false;
        }
        int end = ends.nextSetBit(earliest);
        return end >= 0 && end <= latest;
    }

    private int firstByte(int hit) {
        Literal literal = book.literal(hits[2 * hit]);
        return hits[2 * hit + 1] - literal.bytes().length + literal.wordStart();
    }

    private int endByte(int hit) {
        return hits[2 * hit + 1] - book.literal(hits[2 * hit]).trailing();
    }

    private int firstWord(int hit) {
        return text.wordAt(firstByte(hit));
    }

    private int lastWord(int hit) {
        return text.wordAt(endByte(hit) - 1);
    }

    /**
     * Where the first occurrence of a phrase that {@linkplain #has stands in the text} is: one span
     * for each of its parts, in places of the source.
     */
    public List<Span> places(int phrase) {
        int[] parts = book.parts(phrase);
        List<BitSet> ends = endsOfParts(phrase);
        List<Phrase.Gap> gaps = book.phrase(phrase).gaps();
        List<Span> places = new ArrayList<>(parts.length);
        int wordAfter = -1;
        for (int i = parts.length - 1; i >= 0; i--) {
            int hit = hitOf(parts[i], ends.get(i), i == parts.length - 1 ? null : gaps.get(i), wordAfter);
            if (hit < 0) {
                break;
            }
            places.add(text.sourceSpan(new Span(firstByte(hit), endByte(hit))));
            wordAfter = firstWord(hit);
        }
        Collections.reverse(places);
        return places;
    }

    private int hitOf(int literal, BitSet ends, Phrase.@Nullable Gap gap, int wordAfter) {
        for (int hit = 0; hit < hitCount; hit++) {
            if (hits[2 * hit] != literal || !ends.get(lastWord(hit))) {
                continue;
            }
            int between = wordAfter - lastWord(hit) - 1;
            if (gap == null || (between >= gap.wordsMin() && between <= gap.wordsMax())) {
                return hit;
            }
        }
        return -1;
    }
}
