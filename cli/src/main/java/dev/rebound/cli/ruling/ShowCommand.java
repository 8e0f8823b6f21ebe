package dev.rebound.cli.ruling;

import dev.rebound.classify.match.Phrase;
import dev.rebound.classify.rule.Match;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.cli.Rebound;
import dev.rebound.cli.console.Console;
import dev.rebound.cli.own.OwnRules;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one rule in full. */
@Command(name = "show", description = "Show one rule: what it looks for, what it concludes, why, and its examples.")
final class ShowCommand implements Callable<Integer> {

    private static final int SUGGESTIONS_MAX = 5;

    private final Console console;

    @Mixin
    private OwnRules own = new OwnRules();

    @Parameters(paramLabel = "ID", description = "The rule's id, as list and explain print it.")
    private String id = "";

    ShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RuleSet set = own.classifier().rules();
        Optional<Rule> rule = set.rule(id);
        if (rule.isEmpty()) {
            List<String> near = near(set);
            console.err()
                    .println("No rule is called '" + id + "'."
                            + (near.isEmpty() ? "" : " Did you mean " + String.join(", ", near) + "?"));
            return Rebound.EXIT_FAILED;
        }
        print(rule.get(), console.out());
        return CommandLine.ExitCode.OK;
    }

    private List<String> near(RuleSet set) {
        return set.rules().stream()
                .map(rule -> rule.id().value())
                .filter(other ->
                        List.of(id.split("-")).stream().anyMatch(word -> word.length() > 2 && other.contains(word)))
                .limit(SUGGESTIONS_MAX)
                .toList();
    }

    private static void print(Rule rule, PrintStream out) {
        out.printf("%s (version %d)%n", rule.id(), rule.version());
        out.printf("  %s line %d%s%n%n", OwnRules.where(rule), rule.line(), rule.isOwn() ? ", one of your own" : "");
        out.printf(
                "  concludes    %s for 5xx, %s for 4xx; at fault: %s; confidence %s%n",
                rule.outcome().permanent(),
                rule.outcome().transientReason(),
                rule.outcome().fault(),
                rule.outcome().confidence());
        out.printf("  specificity  %s; whose words: %s%n", lower(rule.specificity()), lower(rule.scope()));
        out.printf("  because      %s%n", rule.note());
        out.printf("  source       %s%n", rule.source());
        match(rule.match(), out);
        list("examples", rule.examples(), out);
        list("not", rule.counterExamples(), out);
    }

    private static void match(Match match, PrintStream out) {
        for (List<Phrase> group : match.groups()) {
            list("one of", group.stream().map(Phrase::toString).toList(), out);
        }
        list("none of", match.none().stream().map(Phrase::toString).toList(), out);
        list(
                "reply codes",
                match.codes().stream()
                        .map(code ->
                                code.first() == code.last() ? "" + code.first() : code.first() + " to " + code.last())
                        .toList(),
                out);
        list("status", match.statuses().stream().map(Object::toString).toList(), out);
        list("commands", match.commands().stream().map(Enum::name).sorted().toList(), out);
    }

    private static void list(String label, List<String> lines, PrintStream out) {
        if (!lines.isEmpty()) {
            out.printf(
                    "%n  %s%n%s%n",
                    label, lines.stream().map(line -> "    " + line).collect(Collectors.joining("\n")));
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
