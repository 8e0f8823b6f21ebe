package dev.rebound.classify;

import dev.rebound.classify.match.Phrase;
import dev.rebound.classify.rule.BrokenRulesException;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.rule.RuleProblem;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.classify.rule.Scope;
import dev.rebound.classify.toml.Place;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.RuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds a rule set against its own examples.
 *
 * <p>A rule that reads well can be wrong in company: another rule may take its texts, or the two may
 * be equally good and disagree. So every example must be decided by its rule, no counter-example may
 * be, no text tried may end in a tie, and no phrase may be one that another rule always takes: it
 * would never decide anything. What an installation's own files do to the examples of built-in rules
 * is no problem, it may be why they were written; but it is worth knowing.
 *
 * @param problems what must be put right, in order of file and line
 * @param displaced what built-in rules promise and own files changed
 * @param examples number of examples and counter-examples tried
 */
public record RuleCheck(List<RuleProblem> problems, List<Displaced> displaced, int examples) {

    public RuleCheck {
        problems = problems.stream().sorted().toList();
        displaced = List.copyOf(displaced);
    }

    /**
     * A reply about which a built-in rule promises something that, with an installation's own files, does
     * not hold.
     *
     * @param rule the built-in rule
     * @param reply its example, or its counter-example
     * @param decidedBy the rule or code that decides it now
     */
    public record Displaced(RuleId rule, String reply, RuleId decidedBy) {}

    /** Tries every example, counter-example and phrase of a set. */
    public static RuleCheck of(RuleSet set) {
        return of(Classifier.of(set));
    }

    /** Tries every example, counter-example and phrase of a classifier's rules. */
    public static RuleCheck of(Classifier classifier) {
        return new Trial(classifier.compiled()).run();
    }

    /**
     * Goes on only if nothing must be put right.
     *
     * @throws BrokenRulesException with the problems, if there are any
     */
    public void orThrow() {
        if (!problems.isEmpty()) {
            throw new BrokenRulesException(problems);
        }
    }

    /** One run over all rules. */
    private static final class Trial {

        private final CompiledRules rules;
        private final Judgement judgement;
        private final List<RuleProblem> problems = new ArrayList<>();
        private final List<Displaced> displaced = new ArrayList<>();
        private final boolean withOwn;
        private int examples;

        Trial(CompiledRules rules) {
            this.rules = rules;
            this.judgement = new Judgement(rules);
            this.withOwn = !rules.set().switchedOff().isEmpty()
                    || rules.set().rules().stream().anyMatch(Rule::isOwn);
        }

        RuleCheck run() {
            for (Rule rule : rules.set().rules()) {
                for (int i = 0; i < rule.examples().size(); i++) {
                    example(
                            rule,
                            rule.examples().get(i),
                            rule.origin().examples().get(i));
                }
                for (int i = 0; i < rule.counterExamples().size(); i++) {
                    counterExample(
                            rule,
                            rule.counterExamples().get(i),
                            rule.origin().counterExamples().get(i));
                }
                if (rule.scope() == Scope.ANY && rule.match().isPhraseAlone() && (rule.isOwn() || !withOwn)) {
                    List<Phrase> phrases = rule.match().groups().getFirst();
                    for (int i = 0; i < phrases.size(); i++) {
                        phrase(rule, phrases.get(i), rule.origin().phrases().get(i));
                    }
                }
            }
            return new RuleCheck(problems, displaced, examples);
        }

        private void example(Rule rule, String example, Place place) {
            judge(rule, example, place);
            Optional<Rule> winner = judgement.winner();
            if (winner.filter(rule::equals).isEmpty()) {
                broken(
                        rule,
                        place,
                        "example is decided by " + winner.map(Trial::named).orElse("no rule") + ": " + example);
            }
        }

        private void counterExample(Rule rule, String example, Place place) {
            judge(rule, example, place);
            if (judgement.winner().filter(rule::equals).isPresent()) {
                broken(rule, place, "counter-example is decided by the rule itself: " + example);
            }
        }

        private void broken(Rule rule, Place place, String message) {
            if (withOwn && !rule.isOwn()) {
                displaced.add(new Displaced(
                        rule.id(), judgement.text(), judgement.verdict().rule()));
            } else {
                problems.add(rule.problem(place, message));
            }
        }

        private void judge(Rule rule, String example, Place place) {
            examples++;
            judgement.judge(Diagnostic.ofText(example)).tie().ifPresent(pair -> tie(rule, pair, place, example));
        }

        /** A tie is told where it can be put right: at an own rule rather than at a built-in one. */
        private void tie(Rule rule, Judgement.Tie pair, Place place, String example) {
            String message = "tie of " + named(pair.one()) + " and " + named(pair.other())
                    + ", which conclude differently; make one more specific, or keep it out with 'none': " + example;
            Rule own = pair.one().isOwn() ? pair.one() : pair.other();
            problems.add(
                    own.isOwn() && !rule.isOwn()
                            ? own.problem(own.origin().place(), message)
                            : rule.problem(place, message));
        }

        /** A phrase is dead if whatever it stands in, an unconditional rule of another opinion wins. */
        private void phrase(Rule rule, Phrase phrase, Place place) {
            Optional<Rule> taker = Optional.empty();
            for (String specimen : phrase.specimens()) {
                Optional<Rule> winner =
                        judgement.judge(Diagnostic.ofText("550 " + specimen)).winner();
                if (winner.isPresent() && !takes(winner.get(), rule)) {
                    return;
                }
                if (winner.isEmpty() && judgement.holds(rule)) {
                    return;
                }
                taker = winner.isPresent() ? winner : taker;
            }
            problems.add(rule.problem(
                    place,
                    "phrase '" + phrase + "' can never decide: "
                            + taker.map(w -> named(w) + " takes every text it stands in")
                                    .orElse("the rule's own 'none', or the rewriting of texts, keeps it out")));
        }

        private static boolean takes(Rule winner, Rule loser) {
            return !winner.id().equals(loser.id())
                    && winner.outcome().permanent() != loser.outcome().permanent()
                    && winner.scope() == Scope.ANY
                    && winner.match().isPhraseAlone()
                    && winner.match().none().isEmpty();
        }

        private static String named(Rule rule) {
            return rule.id() + " (" + Candidate.name(rule.specificity()) + ", " + rule.file() + ":" + rule.line() + ")";
        }
    }
}
