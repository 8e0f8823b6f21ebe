package dev.rebound.classify.rule;

import dev.rebound.classify.match.Phrase;
import dev.rebound.classify.toml.Place;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with one file, as it is found. */
final class Problems {

    /** Most problems said of one file: who sees a hundred has seen enough. */
    private static final int SAID_MAX = 100;

    /** Longest piece of a file that is repeated in a message, in characters. */
    private static final int SHOWN_MAX = 80;

    private final String file;
    private final Budget budget;
    private final List<RuleProblem> said = new ArrayList<>();

    Problems(String file, Budget budget) {
        this.file = file;
        this.budget = budget;
    }

    /**
     * What all phrases of a set together may cost. A choice in a phrase multiplies what it stands for, so a
     * small file can hide a large one; reading ends where the budget does.
     */
    static final class Budget {

        /** Phrases of all files. */
        private static final int PHRASES_MAX = 50_000;

        /** Bytes of all words to look for, every choice written out. */
        private static final int BYTES_MAX = 4_000_000;

        private int phrases;
        private int bytes;

        boolean isSpent() {
            return phrases > PHRASES_MAX || bytes > BYTES_MAX;
        }
    }

    /** Takes a phrase into account; false if it is one too many, which was said once. */
    boolean afford(Place place, Phrase phrase) {
        boolean wasSpent = budget.isSpent();
        budget.phrases++;
        budget.bytes += phrase.byteCount();
        if (!wasSpent && budget.isSpent()) {
            add(
                    place,
                    "",
                    "too much to look for: all files together may hold " + Budget.PHRASES_MAX
                            + " phrases, and their choices written out " + Budget.BYTES_MAX + " bytes");
        }
        return !budget.isSpent();
    }

    boolean isSpent() {
        return budget.isSpent();
    }

    void add(Place place, String rule, String message) {
        if (said.size() < SAID_MAX) {
            said.add(new RuleProblem(file, place, shown(rule), message));
        }
    }

    List<RuleProblem> said() {
        return said;
    }

    /** What somebody wrote, cut to a length that fits a line. */
    static String shown(String written) {
        return written.length() <= SHOWN_MAX ? written : written.substring(0, SHOWN_MAX) + "...";
    }
}
