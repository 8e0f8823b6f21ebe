package dev.rebound.cli.ruling;

import dev.rebound.classify.RuleCheck;
import dev.rebound.classify.own.RuleTrial;
import dev.rebound.classify.rule.RuleProblem;
import dev.rebound.cli.Rebound;
import dev.rebound.cli.console.Console;
import dev.rebound.cli.own.OwnRules;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs every example and counter-example. */
@Command(name = "test", description = "Run every example and counter-example; those that fail are printed.")
final class TestCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private OwnRules own = new OwnRules();

    TestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RuleTrial trial = RuleTrial.of(OwnRules.files(own.and(List.of())));
        List<RuleProblem> problems = trial.problems();
        List<RuleCheck.Displaced> displaced = trial.displaced();
        problems.forEach(console.out()::println);
        console.out()
                .printf(
                        "%d examples tried, %d problems, %d of built-in rules decided by own ones%n",
                        trial.examples(), problems.size(), displaced.size());
        return problems.isEmpty() ? CommandLine.ExitCode.OK : Rebound.EXIT_FAILED;
    }
}
