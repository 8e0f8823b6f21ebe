package dev.rebound.cli.ruling;

import dev.rebound.classify.RuleCheck;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.cli.Rebound;
import dev.rebound.cli.console.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs every example and counter-example of the built-in rules. */
@Command(name = "test", description = "Run every example and counter-example; those that fail are printed.")
final class TestCommand implements Callable<Integer> {

    private final Console console;

    TestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RuleSet set = RuleSet.builtIn();
        RuleCheck check = RuleCheck.of(set);
        check.problems().forEach(console.out()::println);
        console.out()
                .printf(
                        "%d examples of %d rules tried, %d failed%n",
                        check.examples(), set.rules().size(), check.problems().size());
        return check.problems().isEmpty() ? CommandLine.ExitCode.OK : Rebound.EXIT_FAILED;
    }
}
