package dev.rebound.transport.sandbox.script;

import java.util.List;
import java.util.stream.Collectors;

/** A sandbox script that cannot be played. The message has a line for each problem. */
public final class ScriptException extends RuntimeException {

    private final transient List<ScriptProblem> problems;

    ScriptException(List<ScriptProblem> problems) {
        super(problems.stream().map(ScriptProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    static ScriptException of(String file, String key, String message) {
        return new ScriptException(List.of(new ScriptProblem(file, key, message)));
    }

    /** Everything that is wrong, in the script's order; never empty. */
    public List<ScriptProblem> problems() {
        return problems;
    }
}
