package dev.rebound.classify;

import dev.rebound.classify.Precedents.Circumstances;
import dev.rebound.classify.match.Findings;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.text.NormalText;
import dev.rebound.classify.text.Normaliser;
import dev.rebound.classify.text.Span;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.smtp.SmtpCommand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * One piece of evidence before the rules.
 *
 * <p>A verdict and its explanation are two questions to the same judgement, so that an explanation
 * cannot explain another verdict. What only an explanation needs (order of all candidates, why one
 * lost) is worked out when it is asked for.
 *
 * <p>Used for evidence after evidence, by one thread at a time: its memory is what makes a verdict
 * cheap.
 */
final class Judgement {

    /** What is judged before and after each use. */
    private static final Diagnostic NOTHING = new Diagnostic(
            Diagnostic.Finality.UNSTATED,
            OptionalInt.empty(),
            Optional.empty(),
            "",
            Optional.empty(),
            Optional.empty());

    private static final int NOBODY = -1;
    private static final int[] NO_WORDS = {};

    private final CompiledRules rules;
    private final Normaliser normaliser = new Normaliser();
    private final Findings findings;
    private final Contest contest;
    private Diagnostic diagnostic = NOTHING;
    private NormalText text = NormalText.of("");
    private Evidence evidence = new Evidence(0, 0, Standing.PERMANENT);
    private PriorAnswer prior;

    /** What is said where no rule decides: the model's answer, or that of the codes. */
    private PriorAnswer wordless;

    private int best = NOBODY;

    Judgement(CompiledRules rules) {
        this.rules = rules;
        this.findings = rules.book().findings();
        this.contest = new Contest(rules, findings);
        this.prior = rules.priors().of(evidence, Optional.empty());
        this.wordless = prior;
    }

    /** What the evidence means, by a precedent if there is one. */
    Verdict verdict(Diagnostic another) {
        read(another);
        Circumstances circumstances = new Circumstances(evidence, hostPack(), another.command());
        Ruling ruling = rules.precedents().find(text, circumstances);
        if (ruling == null) {
            decide();
            ruling = ruling();
            rules.precedents().keep(text, circumstances, ruling);
        }
        return verdict(ruling);
    }

    /** Judges this evidence, whatever the precedents, and forgets what was judged before. */
    Judgement judge(Diagnostic another) {
        read(another);
        decide();
        return this;
    }

    private void read(Diagnostic another) {
        diagnostic = another;
        text = normaliser.read(another.text());
        evidence = Evidence.of(another, text);
    }

    private void decide() {
        contest.clear();
        findings.search(text);
        contest.enter(hostPack());
        Optional<SmtpCommand> command =
                diagnostic.command().isPresent() ? diagnostic.command() : rules.command(contest.commandRow());
        prior = rules.priors().of(evidence, command);
        contest.qualify(new Conditions(evidence, command));
        best = NOBODY;
        for (int i = 0; i < contest.count(); i++) {
            if (best == NOBODY || contest.order(i, best) < 0) {
                best = i;
            }
        }
        wordless = best == NOBODY ? rules.fallback().answer(text, evidence, prior) : prior;
    }

    /** Forgets the evidence: people's words are not kept longer than they are needed. */
    void forget() {
        diagnostic = NOTHING;
    }

    private int hostPack() {
        return diagnostic.remoteMta().isPresent()
                ? rules.packOfHost(diagnostic.remoteMta().get())
                : NOBODY;
    }

    /** The best rule, unless a code that is to be trusted overrules words that are only a hint. */
    private int deciding() {
        return best == NOBODY || prior.overrules(contest.rule(best).specificity()) ? NOBODY : best;
    }

    /** What was decided. */
    Verdict verdict() {
        return verdict(ruling());
    }

    private Ruling ruling() {
        int deciding = deciding();
        Rule.Outcome outcome =
                deciding == NOBODY ? wordless.outcome() : contest.rule(deciding).outcome();
        RuleId rule =
                deciding == NOBODY ? wordless.rule() : contest.rule(deciding).id();
        Reason reason = reason(outcome);
        int runnerUp = runnerUp(reason);
        return new Ruling(
                reason,
                outcome.fault(),
                outcome.confidence(),
                rule,
                runnerUp == NOBODY ? Optional.empty() : rules.id(contest.number(runnerUp)),
                wordsOf(deciding));
    }

    private Verdict verdict(Ruling ruling) {
        BounceType type = diagnostic.finality() == Diagnostic.Finality.STILL_TRYING
                ? BounceType.PENDING
                : ruling.reason().finalType();
        return new Verdict(
                type,
                ruling.reason(),
                ruling.fault(),
                ruling.confidence(),
                ruling.rule(),
                rules.set().version(),
                matched(ruling.places()),
                ruling.runnerUp());
    }

    private Reason reason(Rule.Outcome outcome) {
        return evidence.standing().choose(outcome.permanent(), outcome.transientReason());
    }

    private List<String> matched(int[] words) {
        List<Span> places = places(words);
        if (places.size() == 1) {
            return List.of(matched(places.get(0)));
        }
        List<String> matched = new ArrayList<>(places.size());
        for (Span place : places) {
            matched.add(matched(place));
        }
        return matched;
    }

    private String matched(Span place) {
        return NormalText.legible(place.of(diagnostic.text()));
    }

    /** Where the words of a candidate stand in the normalised text, in order. */
    private int[] wordsOf(int candidate) {
        if (candidate == NOBODY) {
            return NO_WORDS;
        }
        List<Span> words = new ArrayList<>(4);
        for (int phrase : contest.phrases(candidate)) {
            findings.addPlaces(phrase, words);
        }
        Collections.sort(words);
        int[] places = new int[2 * words.size()];
        for (int i = 0; i < words.size(); i++) {
            places[2 * i] = words.get(i).start();
            places[2 * i + 1] = words.get(i).end();
        }
        return places;
    }

    /** The same in the source. */
    private List<Span> places(int[] words) {
        if (words.length == 0) {
            return List.of();
        }
        List<Span> places = new ArrayList<>(words.length / 2);
        for (int i = 0; i < words.length; i += 2) {
            places.add(text.sourceSpan(new Span(words[i], words[i + 1])));
        }
        return places.size() == 1 ? places : joined(places);
    }

    /** Places that overlap or have nothing but white space between them are one to the reader. */
    private List<Span> joined(List<Span> sorted) {
        List<Span> joined = new ArrayList<>(sorted.size());
        Span last = sorted.get(0);
        for (Span place : sorted.subList(1, sorted.size())) {
            if (isBlank(last.end(), place.start())) {
                last = new Span(last.start(), Math.max(last.end(), place.end()));
            } else {
                joined.add(last);
                last = place;
            }
        }
        joined.add(last);
        return joined;
    }

    private boolean isBlank(int from, int to) {
        for (int at = from; at < to; at++) {
            if (!Character.isWhitespace(diagnostic.text().charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private int runnerUp(Reason winning) {
        int second = NOBODY;
        for (int i = 0; i < contest.count(); i++) {
            if (contest.reason(i, evidence.standing()) != winning
                    && (second == NOBODY || contest.order(i, second) < 0)) {
                second = i;
            }
        }
        return second;
    }

    Explanation explanation() {
        Verdict verdict = verdict();
        Optional<Rule> deciding = winner();
        List<Span> places = places(wordsOf(deciding()));
        int runnerUp = runnerUp(verdict.reason());
        return new Explanation(
                verdict,
                text.text(),
                places,
                places.stream().map(text::textSpan).toList(),
                deciding,
                deciding.map(Rule::note).orElse(wordless.note()),
                deciding.map(Rule::source).orElse(wordless.source()),
                evidence.describe(),
                evidence.standing(),
                new Explanation.Prior(
                        prior.rule(), reason(prior.outcome()), prior.outcome().fault(), prior.trust(), prior.note()),
                rules.fallback().opinion(text, evidence, prior),
                ranked().stream().map(contest::rule).toList(),
                runnerUp == NOBODY ? Optional.empty() : Optional.of(whyItLost(runnerUp)));
    }

    /** All candidates, the best one first. */
    private List<Integer> ranked() {
        return IntStream.range(0, contest.count())
                .boxed()
                .sorted(contest::order)
                .toList();
    }

    private Explanation.RunnerUp whyItLost(int loser) {
        Candidate lost = candidate(loser);
        Reason reason = reason(lost.rule().outcome());
        if (deciding() == NOBODY) {
            return new Explanation.RunnerUp(
                    lost.rule(),
                    reason,
                    Loss.CODE_TRUSTED,
                    "the code " + prior.rule() + " is to be trusted more than "
                            + Candidate.name(lost.rule().specificity()) + " words");
        }
        Candidate won = candidate(deciding());
        return new Explanation.RunnerUp(lost.rule(), reason, lost.lossTo(won), lost.whyItLostTo(won));
    }

    private Candidate candidate(int index) {
        return new Candidate(contest.rule(index), contest.weight(index));
    }

    /** The rule that decides; empty if a code does. */
    Optional<Rule> winner() {
        return deciding() == NOBODY ? Optional.empty() : Optional.of(contest.rule(deciding()));
    }

    /** The words that are judged. */
    String text() {
        return diagnostic.text();
    }

    /** True if the rule's conditions hold, whether it decides or not. */
    boolean holds(Rule rule) {
        return IntStream.range(0, contest.count())
                .anyMatch(i -> contest.rule(i).id().equals(rule.id()));
    }

    /** What this and all earlier judgements cost: looks at characters, bytes searched, hits and steps. */
    long steps() {
        return normaliser.looks() + text.length() + findings.steps();
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
        List<Integer> ranked = ranked();
        if (ranked.size() < 2 || contest.rank(ranked.get(0), ranked.get(1)) != 0) {
            return Optional.empty();
        }
        Tie pair = new Tie(contest.rule(ranked.get(0)), contest.rule(ranked.get(1)));
        return pair.one().outcome().equals(pair.other().outcome()) ? Optional.empty() : Optional.of(pair);
    }
}
