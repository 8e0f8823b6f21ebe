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

    private final ShapeTable shapes;
    private final Hits hits;

    /** The hits that fit, part after part. */
    private int[] fitting = new int[64];

    /** For each part where its hits begin; one more at the end. */
    private final int[] firstOf = new int[Phrase.PARTS_MAX + 1];

    private final int[] chosen = new int[Phrase.PARTS_MAX];
    private int completing;
    private int steps;

    GapSearch(PhraseBook book, Hits hits) {
        this.shapes = book.shapes();
        this.hits = hits;
    }

    /**
     * Looks for a phrase, and chooses one way to read it if there are several.
     *
     * @return the number of its parts, for each of which {@link #chosen} then tells the hit; 0 if the phrase
     *     does not stand in the text
     */
    int find(int phrase) {
        int parts = shapes.parts(phrase);
        steps = parts;
        for (int part = 0; part < parts; part++) {
            gather(shapes.part(phrase, part), part);
            if (part > 0) {
                keepFitting(shapes.part(phrase, part), part);
            }
            if (firstOf[part] == firstOf[part + 1]) {
                return 0;
            }
        }
        completing = fitting[firstOf[parts - 1]];
        choose(phrase, parts);
        return parts;
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
    private void gather(int place, int part) {
        int choices = shapes.size(place);
        int end = firstOf[part];
        if (hits.mayHave(shapes.kin(place))) {
            end = hits.count() < choices ? gatherByHits(place, end) : gatherByChoices(place, end);
            steps += Math.min(choices, hits.count()) + end - firstOf[part];
        }
        firstOf[part + 1] = end;
    }

    private int gatherByHits(int place, int from) {
        int end = from;
        long kin = shapes.kin(place);
        reserve(from + hits.count());
        for (int hit = 0; hit < hits.count(); hit++) {
            if (isOneOf(hits.kin(hit), kin) && shapes.hasChoice(place, hits.literal(hit))) {
                fitting[end++] = hit;
            }
        }
        return end;
    }

    private static boolean isOneOf(int kin, long several) {
        long left = several;
        while (left != 0) {
            if (Kin.lowest(left) == kin) {
                return true;
            }
            left = Kin.others(left);
        }
        return several == 0;
    }

    private int gatherByChoices(int place, int from) {
        int end = from;
        for (int choice = 0; choice < shapes.size(place); choice++) {
            for (int hit = hits.latest(shapes.choice(place, choice)); hit >= 0; hit = hits.before(hit)) {
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
    private void keepFitting(int place, int part) {
        int end = firstOf[part];
        for (int i = firstOf[part]; i < firstOf[part + 1]; i++) {
            int wordBefore = hits.firstWord(fitting[i]) - 1;
            int earlier = firstNotBefore(part - 1, wordBefore - shapes.wordsMax(place));
            if (earlier < firstOf[part] && hits.lastWord(fitting[earlier]) <= wordBefore - shapes.wordsMin(place)) {
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
    private void choose(int phrase, int parts) {
        int last = parts - 1;
        chosen[last] = heaviest(last, 0, Integer.MAX_VALUE);
        for (int part = last; part > 0; part--) {
            int wordBefore = hits.firstWord(chosen[part]) - 1;
            int place = shapes.part(phrase, part);
            chosen[part - 1] =
                    heaviest(part - 1, wordBefore - shapes.wordsMax(place), wordBefore - shapes.wordsMin(place));
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
