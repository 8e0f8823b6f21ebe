package dev.rebound.classify;

import dev.rebound.classify.match.Phrase;
import dev.rebound.classify.match.PlainSearch;
import dev.rebound.classify.rule.CodeTable;
import dev.rebound.classify.rule.Match;
import dev.rebound.classify.rule.Pack;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.classify.rule.Scope;
import dev.rebound.classify.text.NormalText;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.smtp.EnhancedStatus;
import dev.rebound.core.smtp.SmtpCommand;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides as the documents say, one rule after the other and without any table. Far too slow to use, and
 * plain enough to read: the classifier must say the same.
 */
final class PlainJudge {

    private final RuleSet set;

    PlainJudge(RuleSet set) {
        this.set = set;
    }

    /** What of a verdict does not depend on how a rule is searched for. */
    record Answer(String rule, Reason reason, String runnerUp) {}

    private record Holding(Rule rule, int weight) {}

    Answer judge(Diagnostic diagnostic) {
        NormalText text = NormalText.of(diagnostic.text());
        PlainSearch search = new PlainSearch(text);
        Evidence evidence = Evidence.of(diagnostic, text);
        Optional<SmtpCommand> command = diagnostic.command().or(() -> marked(search));
        Set<String> packs = marked(set.packs(), search);
        List<Holding> holding = set.rules().stream()
                .filter(rule -> rule.scope() == Scope.ANY || packs.contains(rule.pack()))
                .filter(rule -> holds(rule, search, evidence, command))
                .map(rule -> new Holding(rule, weight(rule, search)))
                .sorted(Comparator.comparing((Holding held) -> held.rule.specificity())
                        .thenComparingInt(Holding::weight)
                        .thenComparingInt(held -> held.rule.match().conditionCount()
                                + held.rule.match().groups().size())
                        .reversed()
                        .thenComparing(held -> held.rule.id().value()))
                .toList();
        Optional<EnhancedStatus> status = NormalText.unpacked(evidence.status());
        Optional<CodeTable.StatusRow> row = status.flatMap(set.codes()::status);
        boolean byWords = !holding.isEmpty()
                && row.filter(found -> overrules(found.trust(), holding.getFirst().rule))
                        .isEmpty();
        Rule.Outcome outcome = byWords ? holding.getFirst().rule.outcome() : prior(row, evidence);
        Reason reason = reason(outcome, evidence);
        return new Answer(
                byWords ? holding.getFirst().rule.id().value() : "a code",
                reason,
                holding.stream()
                        .filter(held -> reason(held.rule.outcome(), evidence) != reason)
                        .map(held -> held.rule.id().value())
                        .findFirst()
                        .orElse("nobody"));
    }

    private static Reason reason(Rule.Outcome outcome, Evidence evidence) {
        return evidence.standing().choose(outcome.permanent(), outcome.transientReason());
    }

    private static boolean overrules(CodeTable.Trust trust, Rule rule) {
        return switch (rule.specificity()) {
            case HINT -> trust == CodeTable.Trust.MEDIUM || trust == CodeTable.Trust.HIGH;
            case VAGUE -> trust == CodeTable.Trust.HIGH;
            case USUAL, EXACT, DECISIVE, KEY -> false;
        };
    }

    /** No text tried is without a code and names a command, so the prior of a command is never asked. */
    private Rule.Outcome prior(Optional<CodeTable.StatusRow> row, Evidence evidence) {
        Optional<CodeTable.ReplyRow> reply =
                set.codes().reply(evidence.code() == 0 ? OptionalInt.empty() : OptionalInt.of(evidence.code()));
        if (row.isPresent() && (row.get().trust() != CodeTable.Trust.NONE || reply.isEmpty())) {
            return row.get().outcome();
        }
        return reply.map(CodeTable.ReplyRow::outcome).orElse(set.codes().unclassified());
    }

    /** The command that words such as {@code in reply to MAIL FROM} say was answered. */
    private Optional<SmtpCommand> marked(PlainSearch search) {
        return set.codes().commands().stream()
                .filter(row -> anyStands(row.marks(), search))
                .map(CodeTable.CommandRow::command)
                .findFirst();
    }

    private boolean holds(Rule rule, PlainSearch search, Evidence evidence, Optional<SmtpCommand> command) {
        Match match = rule.match();
        return (match.codes().isEmpty() || match.codes().stream().anyMatch(code -> code.accepts(evidence.code())))
                && (match.statuses().isEmpty()
                        || NormalText.unpacked(evidence.status())
                                .filter(status -> match.statuses().stream().anyMatch(each -> each.accepts(status)))
                                .isPresent())
                && (match.commands().isEmpty()
                        || command.filter(match.commands()::contains).isPresent())
                && match.groups().stream().allMatch(group -> anyStands(group, search))
                && !anyStands(match.none(), search);
    }

    /** Those whose marks stand in the text: rules that hold only where their pack is meant look there. */
    private static Set<String> marked(List<Pack> packs, PlainSearch search) {
        return packs.stream()
                .filter(pack -> anyStands(pack.marks(), search))
                .map(Pack::id)
                .collect(Collectors.toSet());
    }

    private static int weight(Rule rule, PlainSearch search) {
        return rule.match().groups().stream()
                .mapToInt(group -> heaviest(group, search))
                .sum();
    }

    private static boolean anyStands(List<Phrase> phrases, PlainSearch search) {
        for (Phrase phrase : phrases) {
            if (search.weight(phrase) > 0) {
                return true;
            }
        }
        return false;
    }

    private static int heaviest(List<Phrase> phrases, PlainSearch search) {
        return phrases.stream().mapToInt(search::weight).max().orElse(0);
    }
}
