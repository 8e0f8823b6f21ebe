package dev.rebound.classify;

import dev.rebound.classify.match.Findings;
import dev.rebound.classify.rule.CodeCondition;
import dev.rebound.classify.rule.Match;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.rule.Scope;
import dev.rebound.classify.text.NormalText;
import dev.rebound.classify.text.Span;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.smtp.SmtpCommand;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** One piece of evidence before the rules. Belongs to one thread. */
final class Judgement {

    private final CompiledRules rules;
    private final Diagnostic diagnostic;
    private final NormalText text;
    private final Findings findings;
    private final Evidence evidence;
    private final Optional<SmtpCommand> command;
    private final BitSet packs;
    private final PriorAnswer prior;
    /** What is said where no rule decides: the model's answer, or that of the codes. */
    private final PriorAnswer wordless;

    private final List<Candidate> candidates;

    Judgement(CompiledRules rules, Diagnostic diagnostic) {
        this.rules = rules;
        this.diagnostic = diagnostic;
        text = NormalText.of(diagnostic.text());
        findings = rules.book().findIn(text);
        evidence = Evidence.of(diagnostic, text);
        command = diagnostic.command().or(this::markedCommand);
        packs = packsSpeaking();
        prior = PriorAnswer.of(rules.set().codes(), evidence, command);
        candidates = candidates();
        wordless = candidates.isEmpty() ? rules.fallback().answer(text, evidence, prior) : prior;
    }

    private Optional<SmtpCommand> markedCommand() {
        for (CompiledRules.Mark mark : rules.commandMarks()) {
            if (findings.has(mark.phrase())) {
                return Optional.of(mark.row().command());
            }
        }
        return Optional.empty();
    }

    private BitSet packsSpeaking() {
        BitSet speaking = new BitSet(rules.packCount());
        diagnostic.remoteMta().ifPresent(host -> {
            int pack = rules.packOfHost(host);
            if (pack >= 0) {
                speaking.set(pack);
            }
        });
        for (int i = 0; i < findings.count(); i++) {
            for (int pack : rules.packsOf(findings.phrase(i))) {
                speaking.set(pack);
            }
        }
        return speaking;
    }

    /** All rules whose conditions hold, the deciding one first. */
    private List<Candidate> candidates() {
        List<Candidate> holding = new ArrayList<>(4);
        BitSet judged = new BitSet();
        for (int i = 0; i < findings.count(); i++) {
            for (int number : rules.rulesOf(findings.phrase(i))) {
                if (!judged.get(number)) {
                    judged.set(number);
                    judge(rules.rule(number)).ifPresent(holding::add);
                }
            }
        }
        if (holding.size() > 1) {
            holding.sort(Candidate::byRank);
        }
        return holding;
    }

    private Optional<Candidate> judge(CompiledRules.CompiledRule compiled) {
        Rule rule = compiled.rule();
        if ((rule.scope() != Scope.ANY && !packs.get(compiled.pack())) || !conditionsHold(rule.match())) {
            return Optional.empty();
        }
        for (int phrase : compiled.none()) {
            if (findings.has(phrase)) {
                return Optional.empty();
            }
        }
        int[] deciding = new int[compiled.groups().length];
        int weight = 0;
        for (int i = 0; i < deciding.length; i++) {
            deciding[i] = heaviestFound(compiled.groups()[i]);
            if (deciding[i] < 0) {
                return Optional.empty();
            }
            weight += findings.weight(deciding[i]);
        }
        return Optional.of(new Candidate(rule, deciding, weight));
    }

    private int heaviestFound(int[] group) {
        int best = -1;
        for (int phrase : group) {
            if (findings.has(phrase) && (best < 0 || findings.weight(phrase) > findings.weight(best))) {
                best = phrase;
            }
        }
        return best;
    }

    private boolean conditionsHold(Match match) {
        return (match.codes().isEmpty() || codeHolds(match.codes()))
                && (match.statuses().isEmpty() || statusHolds(match.statuses()))
                && (match.commands().isEmpty()
                        || (command.isPresent() && match.commands().contains(command.get())));
    }

    private boolean codeHolds(List<CodeCondition.Reply> codes) {
        return evidence.code().isPresent()
                && codes.stream().anyMatch(code -> code.accepts(evidence.code().getAsInt()));
    }

    private boolean statusHolds(List<CodeCondition.Status> statuses) {
        return evidence.status().isPresent()
                && statuses.stream()
                        .anyMatch(status -> status.accepts(evidence.status().get()));
    }

    /** The best rule, unless a code that is to be trusted overrules words that are only a hint. */
    private Optional<Candidate> deciding() {
        return candidates.isEmpty() || prior.overrules(candidates.get(0).rule().specificity())
                ? Optional.empty()
                : Optional.of(candidates.get(0));
    }

    Verdict verdict() {
        Optional<Candidate> deciding = deciding();
        Rule.Outcome outcome = deciding.map(c -> c.rule().outcome()).orElse(wordless.outcome());
        RuleId rule = deciding.map(c -> c.rule().id()).orElse(wordless.rule());
        Reason reason = reason(outcome);
        BounceType type =
                diagnostic.finality() == Diagnostic.Finality.STILL_TRYING ? BounceType.PENDING : reason.finalType();
        List<String> matched = places(deciding).stream()
                .map(place -> place.of(diagnostic.text()))
                .toList();
        return new Verdict(
                type,
                reason,
                outcome.fault(),
                outcome.confidence(),
                rule,
                rules.set().version(),
                matched,
                runnerUp(reason).map(c -> c.rule().id()));
    }

    private Reason reason(Rule.Outcome outcome) {
        return evidence.standing().choose(outcome.permanent(), outcome.transientReason());
    }

    private List<Span> places(Optional<Candidate> deciding) {
        if (deciding.isEmpty()) {
            return List.of();
        }
        List<Span> places = new ArrayList<>();
        for (int phrase : deciding.get().phrases()) {
            places.addAll(findings.places(phrase));
        }
        Collections.sort(places);
        return joined(places);
    }

    /** Places that overlap or have nothing but white space between them are one to the reader. */
    private List<Span> joined(List<Span> sorted) {
        List<Span> joined = new ArrayList<>();
        for (Span place : sorted) {
            Span last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null
                    && new Span(Math.min(last.end(), place.start()), place.start())
                            .of(diagnostic.text())
                            .isBlank()) {
                joined.set(joined.size() - 1, new Span(last.start(), Math.max(last.end(), place.end())));
            } else {
                joined.add(place);
            }
        }
        return joined;
    }

    private Optional<Candidate> runnerUp(Reason winning) {
        for (Candidate candidate : candidates) {
            if (reason(candidate.rule().outcome()) != winning) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    Explanation explanation() {
        Verdict verdict = verdict();
        Optional<Candidate> deciding = deciding();
        return new Explanation(
                verdict,
                text.text(),
                places(deciding),
                places(deciding).stream().map(text::textSpan).toList(),
                deciding.map(Candidate::rule),
                deciding.map(c -> c.rule().note()).orElse(wordless.note()),
                deciding.map(c -> c.rule().source()).orElse(wordless.source()),
                evidence.describe(),
                evidence.standing(),
                new Explanation.Prior(
                        prior.rule(), reason(prior.outcome()), prior.outcome().fault(), prior.trust(), prior.note()),
                rules.fallback().opinion(text, evidence, prior),
                candidates.stream().map(Candidate::rule).toList(),
                runnerUp(verdict.reason())
                        .map(loser -> new Explanation.RunnerUp(
                                loser.rule(),
                                reason(loser.rule().outcome()),
                                loss(loser, deciding),
                                whyLost(loser, deciding))));
    }

    private static Loss loss(Candidate loser, Optional<Candidate> winner) {
        return winner.map(loser::lossTo).orElse(Loss.CODE_TRUSTED);
    }

    private String whyLost(Candidate loser, Optional<Candidate> winner) {
        return winner.map(loser::whyItLostTo)
                .orElseGet(() -> "the code " + prior.rule() + " is to be trusted more than "
                        + Candidate.name(loser.rule().specificity()) + " words");
    }

    /** The rule that decides; empty if a code does. */
    Optional<Rule> winner() {
        return deciding().map(Candidate::rule);
    }

    /** The words that are judged. */
    String text() {
        return diagnostic.text();
    }

    /** True if the rule's conditions hold, whether it decides or not. */
    boolean holds(Rule rule) {
        return candidates.stream().anyMatch(candidate -> candidate.rule().id().equals(rule.id()));
    }

    /**
     * Two rules that are equally good and conclude differently: an error in the rules.
     *
     * @param one the one that decides by the accident of its name
     * @param other the other
     */
    record Tie(Rule one, Rule other) {}

    /** The two best rules, if they tie. */
    Optional<Tie> tie() {
        if (candidates.size() < 2 || candidates.get(0).rank(candidates.get(1)) != 0) {
            return Optional.empty();
        }
        Tie pair = new Tie(candidates.get(0).rule(), candidates.get(1).rule());
        return pair.one().outcome().equals(pair.other().outcome()) ? Optional.empty() : Optional.of(pair);
    }
}
