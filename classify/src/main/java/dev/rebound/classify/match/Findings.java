package dev.rebound.classify.match;

import dev.rebound.classify.text.NormalText;
import dev.rebound.classify.text.Span;
import java.util.Arrays;
import java.util.List;

/**
 * Which phrases stand in one text, and where.
 *
 * <p>One may be used for text after text, by one thread at a time; it keeps its memory and forgets at the
 * cost of what it found. A text is searched until its end or until it has used up a fixed allowance of
 * hits, and phrases are looked at until they have used up one of steps, so that neither a text nor the
 * number of rules can make it slow.
 */
public final class Findings {

    /** Looks at phrases that hits ask for, and at the hits of those with gaps; a reply needs some dozens. */
    static final int STEPS_MAX = 1 << 16;

    private final PhraseBook book;
    private final Hits hits;
    private final GapSearch gaps;

    /** For each phrase the bytes of words found for it; 0 if it does not stand in the text. */
    private final short[] weights;

    /** For each phrase that stands in the text the hit with which it was first complete. */
    private final short[] completed;

    private int[] found = new int[64];
    private int foundCount;
    private int steps;

    Findings(PhraseBook book) {
        this.book = book;
        this.hits = new Hits(book);
        this.gaps = new GapSearch(book, hits);
        this.weights = new short[book.size()];
        this.completed = new short[book.size()];
    }

    /** Finds the phrases of another text, and forgets those of the text before. */
    public void search(NormalText another) {
        clear();
        hits.search(another);
        for (int hit = 0; hit < hits.count() && steps < STEPS_MAX; hit++) {
            if (hits.before(hit) < 0) {
                findWhole(hits.literal(hit), hit);
                findAnchored(hits.literal(hit));
            }
        }
    }

    private void clear() {
        for (int i = 0; i < foundCount; i++) {
            weights[found[i]] = 0;
        }
        foundCount = 0;
        steps = 0;
    }

    /** The phrases without gaps that a literal is enough for. */
    private void findWhole(int literal, int hit) {
        int first = book.firstWhole(literal);
        int end = book.firstWhole(literal + 1);
        int weight = hits.weight(hit);
        for (int entry = first; entry < end; entry++) {
            int phrase = book.whole(entry);
            if (weights[phrase] == 0) {
                add(phrase, weight, hit);
            } else if (weights[phrase] < weight) {
                weights[phrase] = (short) weight;
            }
        }
        steps += end - first;
    }

    /** The phrases with gaps of whose anchor the literal is a choice. */
    private void findAnchored(int literal) {
        int first = book.firstAnchored(literal);
        int end = book.firstAnchored(literal + 1);
        steps += end - first;
        for (int entry = first; entry < end; entry++) {
            if (hits.mayHave(book.needed(entry))) {
                findGapped(book.anchored(entry));
            }
        }
    }

    private void findGapped(int phrase) {
        // another choice of the same anchor may have asked before
        if (weights[phrase] == 0 && steps < STEPS_MAX) {
            int parts = gaps.find(phrase);
            int weight = 0;
            for (int part = 0; part < parts; part++) {
                weight += hits.weight(gaps.chosen(part));
            }
            if (parts > 0) {
                add(phrase, weight, gaps.completing());
            }
            steps += gaps.steps();
        }
    }

    private void add(int phrase, int weight, int hit) {
        weights[phrase] = (short) weight;
        completed[phrase] = (short) hit;
        if (foundCount == found.length) {
            found = Arrays.copyOf(found, 2 * foundCount);
        }
        found[foundCount++] = phrase;
    }

    /** True if the phrase stands in the text. */
    public boolean has(int phrase) {
        return weights[phrase] != 0;
    }

    /** Bytes of words that were found for a phrase: the more, the more specific. 0 if it is absent. */
    public int weight(int phrase) {
        return weights[phrase];
    }

    /**
     * Whether one of two phrases that stand in the text says more than the other: it is heavier, else it is
     * complete further ahead, else it is the one without gaps, else the one added first.
     */
    public boolean isBetter(int one, int other) {
        if (weights[one] != weights[other]) {
            return weights[one] > weights[other];
        }
        if (completed[one] != completed[other]) {
            return completed[one] < completed[other];
        }
        boolean isWhole = book.shapes().parts(one) == 1;
        return isWhole == (book.shapes().parts(other) == 1) ? one < other : isWhole;
    }

    /** Number of different phrases found. */
    public int count() {
        return foundCount;
    }

    /** The number of the {@code index}-th phrase found. */
    public int phrase(int index) {
        return found[index];
    }

    /** Number of occurrences and of steps in this text: what the search cost beyond its length. */
    public int steps() {
        return hits.count() + steps;
    }

    /**
     * Adds where a phrase that {@linkplain #has stands in the text} is: one span for each of its parts,
     * in bytes of the text.
     */
    public void addPlaces(int phrase, List<Span> places) {
        if (book.shapes().parts(phrase) == 1) {
            places.add(place(heaviest(book.shapes().part(phrase, 0))));
            return;
        }
        int parts = gaps.find(phrase);
        for (int part = 0; part < parts; part++) {
            places.add(place(gaps.chosen(part)));
        }
    }

    private Span place(int hit) {
        return new Span(hits.firstByte(hit), hits.endByte(hit));
    }

    /** Of the hits of a part's choices the heaviest; of equals the first. */
    private int heaviest(int part) {
        int best = -1;
        for (int choice = 0; choice < book.shapes().size(part); choice++) {
            int first = hits.first(book.shapes().choice(part, choice));
            if (first >= 0
                    && (best < 0
                            || hits.weight(first) > hits.weight(best)
                            || (hits.weight(first) == hits.weight(best) && first < best))) {
                best = first;
            }
        }
        if (best < 0) {
            throw new IllegalStateException("a phrase that stands in the text has a hit");
        }
        return best;
    }
}
