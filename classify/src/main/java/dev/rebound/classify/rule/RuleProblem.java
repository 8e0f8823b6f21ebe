package dev.rebound.classify.rule;

import dev.rebound.classify.toml.Place;
import java.util.Comparator;

/**
 * Something wrong with a rule file, said so that its author can put it right.
 *
 * @param file name of the file
 * @param place where in it; its start if the whole file is meant
 * @param rule id of the rule, or an empty string outside of rules
 * @param message what is wrong and what would be right
 */
public record RuleProblem(String file, Place place, String rule, String message) implements Comparable<RuleProblem> {

    private static final Comparator<RuleProblem> ORDER = Comparator.comparing(RuleProblem::file)
            .thenComparingInt(problem -> problem.place().line())
            .thenComparingInt(problem -> problem.place().column())
            .thenComparing(RuleProblem::message);

    @Override
    public int compareTo(RuleProblem other) {
        return ORDER.compare(this, other);
    }

    /** As compilers write it: {@code wording/sender.toml:12:5: rule relay-denied: ...}. */
    @Override
    public String toString() {
        return file + ":" + place + ": " + (rule.isEmpty() ? "" : "rule " + rule + ": ") + message;
    }
}
