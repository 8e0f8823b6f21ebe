package dev.rebound.classify.rule;

/**
 * Something wrong with a rule file, said so that its author can put it right.
 *
 * @param file name of the file
 * @param line where, from 1; 0 if the whole file is meant
 * @param rule id of the rule, or an empty string outside of rules
 * @param message what is wrong and what would be right
 */
public record RuleProblem(String file, int line, String rule, String message) implements Comparable<RuleProblem> {

    @Override
    public int compareTo(RuleProblem other) {
        int byFile = file.compareTo(other.file);
        return byFile != 0 ? byFile : Integer.compare(line, other.line);
    }

    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line : file;
        return rule.isEmpty() ? place + ": " + message : place + ": rule " + rule + ": " + message;
    }
}
