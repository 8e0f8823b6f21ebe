package dev.rebound.classify.rule;

import java.util.List;
import java.util.stream.Collectors;

/** Rule files were refused; nothing of them is in force. */
public final class BrokenRulesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<RuleProblem> problems;

    /** Refused for these problems, of which there is at least one. */
    public BrokenRulesException(List<RuleProblem> problems) {
        super(problems.stream().sorted().map(RuleProblem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted().toList();
    }

    /** Everything that is wrong, in order of file and line. */
    public List<RuleProblem> problems() {
        return problems;
    }
}
