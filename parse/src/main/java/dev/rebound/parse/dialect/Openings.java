package dev.rebound.parse.dialect;

import java.util.Arrays;
import java.util.List;

/**
 * Words with which a line may open. Every line of every text is compared with some hundred of them, and nearly none
 * opens so: sorted by their first two letters, there is mostly nothing to compare with, and no string is made for it.
 * Immutable; thread-safe.
 */
public final class Openings {

    /** Kinds of two letters that are told apart; a power of two. */
    private static final int KINDS = 256;

    private final String[][] byKind = new String[KINDS][];

    /** Of words in lower case, none of them shorter than two letters. */
    public Openings(List<String> words) {
        Arrays.fill(byKind, new String[0]);
        for (String word : words) {
            int kind = kind(word.charAt(0), word.charAt(1));
            String[] more = Arrays.copyOf(byKind[kind], byKind[kind].length + 1);
            more[more.length - 1] = word;
            byKind[kind] = more;
        }
    }

    private static int kind(char first, char second) {
        return (alike(first) * 31 + alike(second)) & KINDS - 1;
    }

    /** The same for a letter in either case, and for ASCII without a look into the tables of Unicode. */
    private static int alike(char letter) {
        return letter < 0x80 ? letter | 0x20 : Character.toLowerCase(letter) | 0x20;
    }

    /** Whether one of them stands at a place of a text, in letters of either case. */
    public boolean at(String text, int place) {
        if (place + 1 >= text.length()) {
            return false;
        }
        for (String word : byKind[kind(text.charAt(place), text.charAt(place + 1))]) {
            if (text.regionMatches(true, place, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
