package dev.rebound.classify;

import dev.rebound.classify.match.Phrase;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.rule.RuleProblem;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.classify.rule.Scope;
import dev.rebound.core.bounce.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds a rule set against its own examples.
 *
 * <p>A rule that reads well can be wrong in company: another rule may take its texts, or the two may
 * be equally good and disagree. So every example must be decided by its rule, no counter-example may
 * be, and no text tried may end in a tie. A remark is weaker: a single phrase, tried alone, that
 * another rule takes to another reason; that can be meant.
 *
 * @param problems what must be put right
 * @param remarks what is worth a look
 * @param examples number of examples and counter-examples tried
 */
public record RuleCheck(List<RuleProblem> problems, List<RuleProblem> remarks, int examples) {

    public RuleCheck {
        problems = problems.stream().sorted().toList();
        remarks = remarks.stream().sorted().toList();
    }

    /** Tries every example, counter-example and phrase of a set. */
    public static RuleCheck of(RuleSet set) {
        return new Trial(new CompiledRules(set)).run();
    }

    /** One run over all rules. */
    private static final class Trial {

        private final CompiledRules rules;
        private final List<RuleProblem> problems = new ArrayList<>();
        private final List<RuleProblem> remarks = new ArrayList<>();
        private int examples;

        Trial(CompiledRules rules) {
            this.rules = rules;
        }

        RuleCheck run() {
            for (Rule rule : rules.set().rules()) {
                rule.examples().forEach(example -> example(rule, example));
                rule.counterExamples().forEach(example -> counterExample(rule, example));
                if (rule.scope() == Scope.ANY && rule.match().isPhraseAlone()) {
                    rule.match().groups().get(0).forEach(phrase -> phrase(rule, phrase));
                }
            }
            return new RuleCheck(problems, remarks, examples);
        }

        private void example(Rule rule, String example) {
            Judgement judgement = judged(rule, example);
            Optional<Rule> winner = judgement.winner();
            if (winner.isEmpty()) {
                problem(rule, "example is decided by no rule: " + example);
            } else if (!winner.get().id().equals(rule.id())) {
                problem(rule, "example is decided by " + winner.get().id() + ": " + example);
            }
        }

        private void counterExample(Rule rule, String example) {
            Judgement judgement = judged(rule, example);
            if (judgement
                    .winner()
                    .filter(winner -> winner.id().equals(rule.id()))
                    .isPresent()) {
                problem(rule, "counter-example is decided by the rule itself: " + example);
            }
        }

        private Judgement judged(Rule rule, String example) {
            examples++;
            Judgement judgement = new Judgement(rules, Diagnostic.ofText(example));
            judgement
                    .tie()
                    .ifPresent(other ->
                            problem(rule, "tie with " + other.id() + ", which concludes otherwise: " + example));
            return judgement;
        }

        private void phrase(Rule rule, Phrase phrase) {
            for (String specimen : phrase.specimens()) {
                Judgement judgement = new Judgement(rules, Diagnostic.ofText("550 " + specimen));
                judgement
                        .tie()
                        .ifPresent(other -> problem(rule, "phrase '" + specimen + "' is a tie with " + other.id()));
                Optional<Rule> winner = judgement.winner();
                boolean taken = winner.isEmpty()
                        || winner.get().outcome().permanent() != rule.outcome().permanent();
                if (taken) {
                    remarks.add(new RuleProblem(
                            rule.file(),
                            rule.line(),
                            rule.id().value(),
                            "phrase '" + specimen + "' alone is decided by "
                                    + winner.map(w -> w.id().value()).orElse("no rule")));
                }
            }
        }

        private void problem(Rule rule, String message) {
            problems.add(new RuleProblem(rule.file(), rule.line(), rule.id().value(), message));
        }
    }
}
