package dev.rebound.parse.dialect;

import java.util.Arrays;
import java.util.List;

/**
 * Words with which a line may open. Every line of every text is compared with some fifty of them, and nearly none
 * opens so: sorted by their first letter, there are two or three to compare with and no string is made for it.
 * Immutable; thread-safe.
 */
public final class Openings {

    /** First letters beyond are kept together. */
    private static final int LETTERS = 128;

    private final String[][] byFirst = new String[LETTERS + 1][0];

    /** Of words in lower case, none of them empty. */
    public Openings(List<String> words) {
        for (String word : words) {
            int first = Math.min(word.charAt(0), LETTERS);
            String[] more = Arrays.copyOf(byFirst[first], byFirst[first].length + 1);
            more[more.length - 1] = word;
            byFirst[first] = more;
        }
    }

    /** Whether one of them stands at a place of a line, in letters of either case. */
    public boolean at(String line, int place) {
        if (place >= line.length()) {
            return false;
        }
        int first = Math.min(Character.toLowerCase(line.charAt(place)), LETTERS);
        for (String word : byFirst[first]) {
            if (line.regionMatches(true, place, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
