package dev.rebound.cli.ruling;

import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.cli.console.Console;
import dev.rebound.cli.own.OwnRules;
import dev.rebound.core.bounce.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the rules, one a line. */
@Command(name = "list", description = "List the rules: id, reason, specificity, file.")
final class ListCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private OwnRules own = new OwnRules();

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Only rules that conclude this: ${COMPLETION-CANDIDATES}.")
    private Optional<Reason> reason = Optional.empty();

    @Option(names = "--pack", paramLabel = "PACK", description = "Only rules of this file, for example google.")
    private Optional<String> pack = Optional.empty();

    ListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RuleSet set = own.classifier().rules();
        List<Rule> rules = set.rules().stream()
                .filter(rule -> reason.isEmpty() || rule.outcome().permanent() == reason.get())
                .filter(rule -> pack.isEmpty() || rule.pack().equals(pack.get()))
                .toList();
        int width = rules.stream()
                .mapToInt(rule -> rule.id().value().length())
                .max()
                .orElse(0);
        for (Rule rule : rules) {
            console.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%-" + Math.max(1, width) + "s  %-21s %-9s %s",
                            rule.id(),
                            rule.outcome().permanent(),
                            rule.specificity().name().toLowerCase(Locale.ROOT),
                            OwnRules.where(rule)));
        }
        console.out()
                .printf(
                        "%d rules of %d, version %s%n",
                        rules.size(), set.rules().size(), set.version());
        return CommandLine.ExitCode.OK;
    }
}
