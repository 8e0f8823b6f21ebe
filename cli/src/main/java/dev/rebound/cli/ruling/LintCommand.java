package dev.rebound.cli.ruling;

import dev.rebound.classify.RuleCheck;
import dev.rebound.classify.rule.BrokenRulesException;
import dev.rebound.classify.rule.RuleProblem;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.cli.Rebound;
import dev.rebound.cli.console.Console;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says everything that is wrong with the rules, each with file and line. */
@Command(
        name = "lint",
        description = {
            "Check the rules: form, unknown keys, examples, ties between rules.",
            "The exit code is 1 if anything is wrong."
        })
final class LintCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            paramLabel = "PATH",
            description = "Rule files or folders of them, checked together with the built-in rules.")
    private List<Path> paths = List.of();

    LintCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try {
            RuleSet set = RuleSet.read(RuleFolders.withBuiltIn(paths));
            RuleCheck check = RuleCheck.of(set);
            print(check.problems());
            console.out()
                    .printf(
                            "%d rules, %d examples, %d problems%n",
                            set.rules().size(),
                            check.examples(),
                            check.problems().size());
            return check.problems().isEmpty() ? CommandLine.ExitCode.OK : Rebound.EXIT_FAILED;
        } catch (BrokenRulesException e) {
            print(e.problems());
            console.out().printf("refused: %d problems%n", e.problems().size());
        } catch (UncheckedIOException e) {
            console.err().println(e.getMessage());
        }
        return Rebound.EXIT_FAILED;
    }

    private void print(List<RuleProblem> problems) {
        problems.forEach(console.out()::println);
    }
}
