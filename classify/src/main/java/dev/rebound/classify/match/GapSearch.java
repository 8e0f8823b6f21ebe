package dev.rebound.classify.match;

import java.util.Arrays;

/**
 * Looks whether a phrase with gaps stands in a text of which all hits are known: part after part it keeps
 * the hits that have one of the part before at the right distance, and goes back from the last part to
 * choose one of each.
 *
 * <p>Asked only for phrases of which the rarest part and probably another were found, so that it may be
 * plain: a list of hits for each part, in the order of the text. A text that repeats itself is kept in
 * bounds by whoever counts the {@link #steps}.
 *
 * <p>Used for phrase after phrase, by one thread at a time.
 */
final class GapSearch {

    private final PhraseBook book;
    private final Hits hits;

    /** The hits that fit, part after part. */
    private int[] fitting = new int[64];

    /** For each part where its hits begin; one more at the end. */
    private final int[] firstOf = new int[Phrase.PARTS_MAX + 1];

    private final int[] chosen = new int[Phrase.PARTS_MAX];
    private int completing;
    private int steps;

    GapSearch(PhraseBook book, Hits hits) {
        this.book = book;
        this.hits = hits;
    }

    /**
     * Looks for a phrase, and chooses one way to read it if there are several.
     *
     * @return the number of its parts, for each of which {@link #chosen} then tells the hit; 0 if the phrase
     *     does not stand in the text
     */
    int find(int phrase) {
        PhraseBook.Shape shape = book.shape(phrase);
        steps = 0;
        for (int part = 0; part < shape.parts(); part++) {
            gather(shape, part);
            if (part > 0) {
                keepFitting(shape, part);
            }
            if (firstOf[part] == firstOf[part + 1]) {
                return 0;
            }
        }
        completing = fitting[firstOf[shape.parts() - 1]];
        choose(shape);
        return shape.parts();
    }

    /** The first hit with which the phrase that was found last was complete. */
    int completing() {
        return completing;
    }

    /** Literals and hits looked at for the phrase that was looked for last. */
    int steps() {
        return steps;
    }

    /** The hit chosen for a part of the phrase that was found last. */
    int chosen(int part) {
        return chosen[part];
    }

    /** All hits of a part, in the order of the text. */
    private void gather(PhraseBook.Shape shape, int part) {
        int[] choices = shape.literals(part);
        boolean isFewHits = hits.count() < choices.length;
        int end = isFewHits
                ? gatherByHits(choices, shape.signatures(part), firstOf[part])
                : gatherByChoices(choices, firstOf[part]);
        steps += Math.min(choices.length, hits.count()) + end - firstOf[part];
        firstOf[part + 1] = end;
    }

    private int gatherByHits(int[] choices, long signatures, int from) {
        int end = from;
        reserve(from + hits.count());
        for (int hit = 0; hit < hits.count(); hit++) {
            if ((hits.signature(hit) & signatures) != 0 && Arrays.binarySearch(choices, hits.literal(hit)) >= 0) {
                fitting[end++] = hit;
            }
        }
        return end;
    }

    private int gatherByChoices(int[] choices, int from) {
        int end = from;
        for (int literal : choices) {
            for (int hit = hits.latest(literal); hit >= 0; hit = hits.before(hit)) {
                reserve(end + 1);
                fitting[end++] = hit;
            }
        }
        if (end > from + 1) {
            Arrays.sort(fitting, from, end);
        }
        return end;
    }

    private void reserve(int size) {
        if (size > fitting.length) {
            fitting = Arrays.copyOf(fitting, 2 * size);
        }
    }

    /** Drops the hits before which no hit of the part before stands at the right distance. */
    private void keepFitting(PhraseBook.Shape shape, int part) {
        int end = firstOf[part];
        for (int i = firstOf[part]; i < firstOf[part + 1]; i++) {
            int wordBefore = hits.firstWord(fitting[i]) - 1;
            int earlier = firstNotBefore(part - 1, wordBefore - shape.wordsMax(part));
            if (earlier < firstOf[part] && hits.lastWord(fitting[earlier]) <= wordBefore - shape.wordsMin(part)) {
                fitting[end++] = fitting[i];
            }
        }
        firstOf[part + 1] = end;
    }

    /** The place of a part's first hit that does not end before a word. */
    private int firstNotBefore(int part, int word) {
        int from = firstOf[part];
        int to = firstOf[part + 1];
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (hits.lastWord(fitting[middle]) < word) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** Of the last part the heaviest hit, then of each part before the heaviest of those that fit. */
    private void choose(PhraseBook.Shape shape) {
        int last = shape.parts() - 1;
        chosen[last] = heaviest(last, 0, Integer.MAX_VALUE);
        for (int part = last; part > 0; part--) {
            int wordBefore = hits.firstWord(chosen[part]) - 1;
            chosen[part - 1] = heaviest(part - 1, wordBefore - shape.wordsMax(part), wordBefore - shape.wordsMin(part));
        }
    }

    /** The heaviest hit of a part that ends in a range of words; of equals the first. */
    private int heaviest(int part, int firstWord, int lastWord) {
        int best = -1;
        for (int i = firstNotBefore(part, firstWord); i < firstOf[part + 1]; i++) {
            int hit = fitting[i];
            if (hits.lastWord(hit) > lastWord) {
                break;
            }
            if (best < 0 || hits.weight(hit) > hits.weight(best)) {
                best = hit;
            }
        }
        if (best < 0) {
            throw new IllegalStateException("a part that was found has a hit that fits");
        }
        return best;
    }
}
