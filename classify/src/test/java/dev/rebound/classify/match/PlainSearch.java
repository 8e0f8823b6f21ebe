package dev.rebound.classify.match;

import dev.rebound.classify.text.NormalText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Looks for one phrase in one text in the plainest way there is: tries every literal at every byte. What
 * the automaton and the tracker of gaps do for all phrases at once must come to the same.
 */
public final class PlainSearch {

    private final NormalText text;
    private final byte[] bytes;

    /** Every two bytes that stand side by side: most literals have two that do not, and need no search. */
    private final BitSet pairs = new BitSet(1 << 16);

    public PlainSearch(NormalText text) {
        this.text = text;
        this.bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = text.byteAt(i);
            if (i > 0) {
                pairs.set(pair(bytes, i - 1));
            }
        }
    }

    private static int pair(byte[] bytes, int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }

    private boolean mayStand(Phrase.Part part) {
        for (Literal literal : part.choices()) {
            if (mayStand(literal)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayStand(Literal literal) {
        byte[] wanted = literal.bytes();
        for (int at = 0; at + 1 < wanted.length; at++) {
            if (!pairs.get(pair(wanted, at))) {
                return false;
            }
        }
        return true;
    }

    private record Hit(int end, int firstWord, int lastWord, int weight) {}

    /** Bytes of words found for the phrase; 0 if it does not stand in the text. */
    public int weight(Phrase phrase) {
        for (Phrase.Part part : phrase.parts()) {
            if (!mayStand(part)) {
                return 0;
            }
        }
        List<List<Hit>> fitting = new ArrayList<>();
        for (int i = 0; i < phrase.parts().size(); i++) {
            List<Hit> hits = hits(phrase.parts().get(i));
            if (i > 0) {
                List<Hit> before = fitting.get(i - 1);
                Phrase.Gap gap = phrase.gaps().get(i - 1);
                hits.removeIf(hit -> before.stream().noneMatch(earlier -> follows(earlier, gap, hit)));
            }
            if (hits.isEmpty()) {
                return 0;
            }
            fitting.add(hits);
        }
        return chosenWeight(phrase, fitting);
    }

    /** From the end backwards, of each part the heaviest hit that fits before the one chosen last. */
    private static int chosenWeight(Phrase phrase, List<List<Hit>> fitting) {
        Hit chosen = heaviest(fitting.getLast());
        int weight = chosen.weight;
        for (int i = fitting.size() - 2; i >= 0; i--) {
            Hit later = chosen;
            Phrase.Gap gap = phrase.gaps().get(i);
            chosen = heaviest(fitting.get(i).stream()
                    .filter(hit -> follows(hit, gap, later))
                    .toList());
            weight += chosen.weight;
        }
        return weight;
    }

    private static Hit heaviest(List<Hit> hits) {
        // of equals the first in the text, as max would take the last
        return hits.reversed().stream()
                .max(Comparator.comparingInt(Hit::weight))
                .orElseThrow();
    }

    private static boolean follows(Hit earlier, Phrase.Gap gap, Hit later) {
        int words = later.firstWord - earlier.lastWord - 1;
        return words >= gap.wordsMin() && words <= gap.wordsMax();
    }

    private List<Hit> hits(Phrase.Part part) {
        List<Hit> hits = new ArrayList<>();
        for (Literal literal : part.choices()) {
            byte[] wanted = literal.bytes();
            for (int at = 0; at + wanted.length <= bytes.length; at++) {
                if (bytes[at] == wanted[0] && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                    int end = at + wanted.length;
                    hits.add(new Hit(
                            end,
                            text.wordAt(at + literal.wordStart()),
                            text.wordAt(end - literal.trailing() - 1),
                            literal.weight()));
                }
            }
        }
        hits.sort(Comparator.comparingInt(Hit::end)
                .thenComparing(Comparator.comparingInt(Hit::weight).reversed()));
        return hits;
    }
}
