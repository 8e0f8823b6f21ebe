package dev.rebound.cli.ruling;

import dev.rebound.classify.RuleCheck;
import dev.rebound.classify.own.RuleTrial;
import dev.rebound.classify.rule.BrokenRulesException;
import dev.rebound.cli.Rebound;
import dev.rebound.cli.console.Console;
import dev.rebound.cli.own.OwnRules;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says everything that is wrong with the rules, each with file, line and column. */
@Command(
        name = "lint",
        description = {
            "Check the rules: form, unknown keys, examples, ties between rules, phrases that never decide.",
            "Own rules are checked together with the built-in ones; what they change of what built-in rules",
            "promise is listed and no error. The exit code is 1 if anything is wrong."
        })
final class LintCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private OwnRules own = new OwnRules();

    @Parameters(paramLabel = "PATH", description = "Own rule files or folders of them.")
    private List<Path> paths = List.of();

    LintCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RuleTrial trial = trial();
        trial.problems().forEach(console.out()::println);
        for (RuleCheck.Displaced reply : trial.displaced()) {
            console.out()
                    .printf(
                            "note: with these files %s decides, not as the built-in rule %s promises: %s%n",
                            reply.decidedBy(), reply.rule(), reply.reply());
        }
        if (trial.classifier().isEmpty()) {
            console.out().printf("refused: %d problems%n", trial.problems().size());
            return Rebound.EXIT_FAILED;
        }
        console.out()
                .printf(
                        "%d rules, %d examples, no problems%n",
                        trial.orThrow().rules().rules().size(), trial.examples());
        return CommandLine.ExitCode.OK;
    }

    private RuleTrial trial() {
        try {
            return RuleTrial.of(OwnRules.files(own.and(paths)));
        } catch (BrokenRulesException e) {
            return RuleTrial.refused(e);
        }
    }
}
