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

    /** The weight of a phrase with gaps before somebody asks for it. */
    private static final short NOT_WEIGHED = -1;

    private final PhraseBook book;
    private final NormalText text;
    private final GapTracker gaps;

    /** For each phrase the bytes of words found for it; 0 if it does not stand in the text. */
    private final short[] weights;

    private int[] found = new int[16];
    private int foundCount;

    /** Two numbers a hit: the literal, and the index behind its last byte. */
    private int[] hits = new int[64];

    private int hitCount;

    Findings(PhraseBook book, NormalText text) {
        this.book = book;
        this.text = text;
        this.weights = new short[book.size()];
        this.gaps = new GapTracker(book.partCount());
    }

    @Override
    public boolean found(int literal, int end) {
        if (2 * hitCount == hits.length) {
            hits = Arrays.copyOf(hits, 2 * hits.length);
        }
        hits[2 * hitCount] = literal;
        hits[2 * hitCount + 1] = end;
        for (int phrase : book.wholePhrases(literal)) {
            short weight = (short) book.literal(literal).weight();
            if (weights[phrase] == 0) {
                add(phrase, weight);
            } else if (weights[phrase] < weight) {
                weights[phrase] = weight;
            }
        }
        int[] parts = book.partsOf(literal);
        if (parts.length > 0) {
            track(parts, hitCount);
        }
        hitCount++;
        return hitCount < HITS_MAX;
    }

    private void track(int[] parts, int hit) {
        int firstWord = firstWord(hit);
        int lastWord = lastWord(hit);
        for (int part : parts) {
            int phrase = book.phraseOfPart(part);
            int index = part - book.firstPart(phrase);
            if (index == 0) {
                gaps.start(part, lastWord);
            } else if (gaps.advance(part, book.phrase(phrase).gaps().get(index - 1), firstWord, lastWord)
                    && index == book.parts(phrase).length - 1
                    && weights[phrase] == 0) {
                add(phrase, NOT_WEIGHED);
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
            for (int hit : hitsOf(phrase)) {
                weight += weightOf(hit);
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

    /**
     * Where a phrase that {@linkplain #has stands in the text} is: one span for each of its parts, in
     * places of the source.
     */
    public List<Span> places(int phrase) {
        return hitsOf(phrase).stream()
                .map(hit -> text.sourceSpan(new Span(firstByte(hit), endByte(hit))))
                .toList();
    }

    /** One way to find the phrase whole: a hit for each part, chosen from the end backwards. */
    private List<Integer> hitsOf(int phrase) {
        List<BitSet> fitting = fittingHits(phrase);
        List<Phrase.Gap> between = book.phrase(phrase).gaps();
        List<Integer> chosen = new ArrayList<>(fitting.size());
        int earliest = 0;
        int latest = Integer.MAX_VALUE;
        for (int i = fitting.size() - 1; i >= 0; i--) {
            int hit = heaviest(fitting.get(i), earliest, latest);
            chosen.add(hit);
            if (i > 0) {
                latest = firstWord(hit) - 1 - between.get(i - 1).wordsMin();
                earliest = firstWord(hit) - 1 - between.get(i - 1).wordsMax();
            }
        }
        Collections.reverse(chosen);
        return chosen;
    }

    /** For each part the hits before which all earlier parts fit. */
    private List<BitSet> fittingHits(int phrase) {
        int[][] parts = book.parts(phrase);
        List<Phrase.Gap> between = book.phrase(phrase).gaps();
        List<BitSet> fitting = new ArrayList<>(parts.length);
        BitSet endsBefore = new BitSet();
        for (int i = 0; i < parts.length; i++) {
            BitSet own = new BitSet();
            BitSet ends = new BitSet();
            for (int hit = 0; hit < hitCount; hit++) {
                if (isOneOf(hit, parts[i]) && (i == 0 || follows(endsBefore, between.get(i - 1), firstWord(hit)))) {
                    own.set(hit);
                    ends.set(lastWord(hit));
                }
            }
            fitting.add(own);
            endsBefore = ends;
        }
        return fitting;
    }

    private static boolean follows(BitSet ends, Phrase.Gap gap, int word) {
        int latest = word - 1 - gap.wordsMin();
        int end = latest < 0 ? -1 : ends.nextSetBit(Math.max(0, word - 1 - gap.wordsMax()));
        return end >= 0 && end <= latest;
    }

    private int heaviest(BitSet candidates, int earliest, int latest) {
        int best = -1;
        for (int hit = candidates.nextSetBit(0); hit >= 0; hit = candidates.nextSetBit(hit + 1)) {
            int word = lastWord(hit);
            if (word >= earliest && word <= latest && (best < 0 || weightOf(hit) > weightOf(best))) {
                best = hit;
            }
        }
        if (best < 0) {
            throw new IllegalStateException("a phrase that stands in the text has a hit for each part");
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
