package dev.rebound.transport.sandbox.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with one script, so that its author sees everything at once. */
final class Problems {

    /** More than this many problems are not listed. */
    static final int LISTED_MAX = 50;

    /** A word further than this from every known one gets no suggestion. */
    private static final int SUGGESTION_DISTANCE_MAX = 3;

    private final String file;
    private final List<ScriptProblem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(String key, String message) {
        if (found.size() < LISTED_MAX) {
            found.add(new ScriptProblem(file, key, message));
        }
    }

    /** Complains about a word that is none of the known ones. */
    void addUnknown(String key, String what, String word, Collection<String> known) {
        String advice = closest(word, known)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElseGet(() -> "; it is one of "
                        + String.join(", ", known.stream().sorted().limit(20).toList()));
        add(key, "unknown " + what + " \"" + word + "\"" + advice);
    }

    /** @throws ScriptException if anything was found */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ScriptException(found);
        }
    }

    private static Optional<String> closest(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= SUGGESTION_DISTANCE_MAX)
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's distance, in one row. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
