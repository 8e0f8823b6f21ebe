package dev.rebound.core.spelling;

import java.util.Comparator;
import java.util.List;

/** "Did you mean": the nearest known name by Levenshtein distance, if one is near enough. */
public final class Suggestion {

    /** Longest name looked at, in characters: the comparison takes time by the square. */
    private static final int NAME_LENGTH_MAX = 100;

    private Suggestion() {}

    /** A sentence to append, or an empty text. */
    public static String among(List<String> known, String unknown) {
        if (unknown.length() > NAME_LENGTH_MAX) {
            return "";
        }
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(name, unknown)))
                .filter(name -> distance(name, unknown) <= Math.max(2, unknown.length() / 3))
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
