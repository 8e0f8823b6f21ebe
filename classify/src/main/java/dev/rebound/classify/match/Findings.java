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
 * hits and of steps from part to part of phrases with gaps, so that neither a text nor the number of
 * rules can make it slow.
 */
public final class Findings implements Automaton.Listener {

    /** Occurrences kept; a text with more is not mail, and the rest of it is not looked at. */
    static final int HITS_MAX = 4_096;

    /** Steps from part to part; a real reply needs some dozens. */
    static final int STEPS_MAX = 1 << 16;

    /** The weight of a phrase with gaps before somebody asks for it. */
    private static final short NOT_WEIGHED = -1;

    private final PhraseBook book;
    private final GapTracker gaps;

    /** For each phrase the bytes of words found for it; 0 if it does not stand in the text. */
    private final short[] weights;

    private final int[] chosen = new int[Phrase.PARTS_MAX];
    private NormalText text = NormalText.of("");
    private int[] found = new int[64];
    private int foundCount;

    /** Two numbers a hit: the literal, and the index behind its last byte. */
    private int[] hits = new int[128];

    private int hitCount;
    private int steps;

    Findings(PhraseBook book) {
        this.book = book;
        this.weights = new short[book.size()];
        this.gaps = new GapTracker(book.partCount());
    }

    /** Finds the phrases of another text, and forgets those of the text before. */
    public void search(NormalText another) {
        clear();
        text = another;
        book.automaton().search(another, this);
    }

    private void clear() {
        for (int i = 0; i < foundCount; i++) {
            weights[found[i]] = 0;
        }
        foundCount = 0;
        hitCount = 0;
        steps = 0;
        gaps.clear();
    }

    @Override
    public boolean found(int literal, int end) {
        if (2 * hitCount == hits.length) {
            hits = Arrays.copyOf(hits, 2 * hits.length);
        }
        hits[2 * hitCount] = literal;
        hits[2 * hitCount + 1] = end;
        int[] whole = book.wholePhrases(literal);
        if (whole.length > 0) {
            short weight = (short) book.literal(literal).weight();
            for (int phrase : whole) {
                if (weights[phrase] == 0) {
                    add(phrase, weight);
                } else if (weights[phrase] < weight) {
                    weights[phrase] = weight;
                }
            }
        }
        int[] parts = book.partsOf(literal);
        if (parts.length > 0) {
            track(parts, hitCount);
        }
        steps += whole.length + parts.length;
        hitCount++;
        return hitCount < HITS_MAX && steps < STEPS_MAX;
    }

    private void track(int[] parts, int hit) {
        int firstWord = firstWord(hit);
        int lastWord = lastWord(hit);
        for (int part : parts) {
            if (book.isFirstPart(part)) {
                gaps.record(part, hit, lastWord);
            } else if (gaps.isOpen(part)
                    && gaps.fits(part, firstWord - 1 - book.gapMax(part), firstWord - 1 - book.gapMin(part))) {
                gaps.record(part, hit, lastWord);
                if (book.isLastPart(part) && weights[book.phraseOfPart(part)] == 0) {
                    add(book.phraseOfPart(part), NOT_WEIGHED);
                }
            }
        }
    }

    private void add(int phrase, short weight) {
        weights[phrase] = weight;
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
        if (weights[phrase] == NOT_WEIGHED) {
            int weight = 0;
            for (int i = choose(phrase) - 1; i >= 0; i--) {
                weight += weightOf(chosen[i]);
            }
            weights[phrase] = (short) weight;
        }
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

    /** Number of occurrences and of steps from part to part in this text: what the search cost beyond its length. */
    public int steps() {
        return hitCount + steps;
    }

    /**
     * Adds where a phrase that {@linkplain #has stands in the text} is: one span for each of its parts,
     * in places of the source.
     */
    public void addPlaces(int phrase, List<Span> places) {
        int parts = choose(phrase);
        for (int i = 0; i < parts; i++) {
            places.add(text.sourceSpan(new Span(firstByte(chosen[i]), endByte(chosen[i]))));
        }
    }

    /** Chooses one way to find the phrase whole: a hit for each part, which are counted. */
    private int choose(int phrase) {
        int parts = book.parts(phrase).length;
        if (parts == 1) {
            chosen[0] = heaviestOf(book.parts(phrase)[0]);
            return 1;
        }
        int earliest = 0;
        int latest = Integer.MAX_VALUE;
        for (int i = parts - 1; i >= 0; i--) {
            int part = book.firstPart(phrase) + i;
            int hit = heaviest(part, earliest, latest);
            chosen[i] = hit;
            latest = firstWord(hit) - 1 - book.gapMin(part);
            earliest = firstWord(hit) - 1 - book.gapMax(part);
        }
        return parts;
    }

    private int heaviestOf(int[] literals) {
        int best = -1;
        for (int hit = 0; hit < hitCount; hit++) {
            if (Arrays.binarySearch(literals, hits[2 * hit]) >= 0 && (best < 0 || weightOf(hit) > weightOf(best))) {
                best = hit;
            }
        }
        return checked(best);
    }

    /** Of the hits that fit behind all earlier parts the heaviest that ends in a range of words. */
    private int heaviest(int part, int earliest, int latest) {
        int best = -1;
        for (int step = gaps.lastStep(part); step >= 0; step = gaps.stepBefore(step)) {
            int hit = gaps.hit(step);
            int word = lastWord(hit);
            if (word >= earliest && word <= latest && (best < 0 || weightOf(hit) >= weightOf(best))) {
                best = hit;
            }
        }
        return checked(best);
    }

    private static int checked(int hit) {
        if (hit < 0) {
            throw new IllegalStateException("a phrase that stands in the text has a hit for each part");
        }
        return hit;
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
