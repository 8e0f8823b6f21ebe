package dev.rebound.classify.match;

import dev.rebound.classify.text.NormalText;
import dev.rebound.classify.text.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/** Which phrases stand in one text, and where. Belongs to one thread. */
public final class Findings implements Automaton.Listener {

    /** Occurrences kept; a text with more is not mail, and the rest of it is not looked at. */
    private static final int HITS_MAX = 4_096;

    private final PhraseBook book;
    private final NormalText text;

    /** For each phrase the bytes of words found for it; 0 if it does not stand in the text. */
    private final short[] weights;

    private int[] found = new int[16];
    private int foundCount;

    /** Two numbers a hit: the literal, and the index behind its last byte. */
    private int[] hits = new int[64];

    private int hitCount;
    private int[] candidates = new int[8];
    private int candidateCount;

    Findings(PhraseBook book, NormalText text) {
        this.book = book;
        this.text = text;
        this.weights = new short[book.size()];
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
            mark(phrase, book.literal(literal).weight());
        }
        for (int phrase : book.closedPhrases(literal)) {
            remember(phrase);
        }
        return hitCount < HITS_MAX;
    }

    private void mark(int phrase, int weight) {
        if (weights[phrase] == 0) {
            if (foundCount == found.length) {
                found = Arrays.copyOf(found, 2 * foundCount);
            }
            found[foundCount++] = phrase;
        }
        weights[phrase] = (short) Math.max(weights[phrase], weight);
    }

    private void remember(int phrase) {
        for (int i = 0; i < candidateCount; i++) {
            if (candidates[i] == phrase) {
                return;
            }
        }
        if (candidateCount == candidates.length) {
            candidates = Arrays.copyOf(candidates, 2 * candidateCount);
        }
        candidates[candidateCount++] = phrase;
    }

    void checkGaps() {
        for (int i = 0; i < candidateCount; i++) {
            int phrase = candidates[i];
            List<BitSet> ends = endsOfParts(phrase);
            if (!ends.isEmpty()) {
                int weight = 0;
                for (int hit : hitsOf(phrase, ends)) {
                    weight += book.literal(hits[2 * hit]).weight();
                }
                mark(phrase, weight);
            }
        }
    }

    /** True if the phrase stands in the text. */
    public boolean has(int phrase) {
        return weights[phrase] != 0;
    }

    /** Bytes of words that were found for a phrase: the more, the more specific. 0 if it is absent. */
    public int weight(int phrase) {
        return weights[phrase];
    }

    /** Number of different phrases found. */
    public int count() {
        return foundCount;
    }

    /** The number of the {@code index}-th phrase found. */
    public int phrase(int index) {
        return found[index];
    }

    /**
     * Where a phrase that {@linkplain #has stands in the text} is: one span for each of its parts, in
     * places of the source.
     */
    public List<Span> places(int phrase) {
        return hitsOf(phrase, endsOfParts(phrase)).stream()
                .map(hit -> text.sourceSpan(new Span(firstByte(hit), endByte(hit))))
                .toList();
    }

    /**
     * For each part the numbers of the words with which it ends, where all earlier parts fit; empty
     * if the phrase as a whole does not.
     */
    private List<BitSet> endsOfParts(int phrase) {
        int[][] parts = book.parts(phrase);
        List<Phrase.Gap> gaps = book.phrase(phrase).gaps();
        List<BitSet> ends = new ArrayList<>(parts.length);
        for (int i = 0; i < parts.length; i++) {
            BitSet own = new BitSet();
            for (int hit = 0; hit < hitCount; hit++) {
                if (isOneOf(hit, parts[i]) && (i == 0 || follows(ends.get(i - 1), gaps.get(i - 1), firstWord(hit)))) {
                    own.set(lastWord(hit));
                }
            }
            if (own.isEmpty()) {
                return List.of();
            }
            ends.add(own);
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

    /** One way to find the phrase whole: a hit for each part, chosen from the end backwards. */
    private List<Integer> hitsOf(int phrase, List<BitSet> ends) {
        int[][] parts = book.parts(phrase);
        List<Phrase.Gap> gaps = book.phrase(phrase).gaps();
        List<Integer> chosen = new ArrayList<>(parts.length);
        int latest = Integer.MAX_VALUE;
        int earliest = 0;
        for (int i = parts.length - 1; i >= 0; i--) {
            int hit = heaviest(parts[i], ends.get(i), earliest, latest);
            chosen.add(hit);
            if (i > 0) {
                latest = firstWord(hit) - 1 - gaps.get(i - 1).wordsMin();
                earliest = firstWord(hit) - 1 - gaps.get(i - 1).wordsMax();
            }
        }
        Collections.reverse(chosen);
        return chosen;
    }

    private int heaviest(int[] part, BitSet ends, int earliest, int latest) {
        int best = -1;
        for (int hit = 0; hit < hitCount; hit++) {
            int word = isOneOf(hit, part) ? lastWord(hit) : -1;
            if (word >= Math.max(0, earliest)
                    && word <= latest
                    && ends.get(word)
                    && (best < 0 || weightOf(hit) > weightOf(best))) {
                best = hit;
            }
        }
        if (best < 0) {
            throw new IllegalStateException("every end of a part has a hit");
        }
        return best;
    }

    private boolean isOneOf(int hit, int[] part) {
        int literal = hits[2 * hit];
        return part.length == 1 ? part[0] == literal : Arrays.binarySearch(part, literal) >= 0;
    }

    private int weightOf(int hit) {
        return book.literal(hits[2 * hit]).weight();
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
}
