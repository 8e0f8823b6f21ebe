package dev.rebound.classify;

import dev.rebound.classify.model.Opinion;
import dev.rebound.classify.rule.CodeTable;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.text.Span;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * How a verdict came about.
 *
 * @param verdict the verdict itself
 * @param normalText the text as rules read it
 * @param matched the places in the diagnostic's text that decided, in order; empty if a code did
 * @param normalMatched the same places in the normalised text
 * @param rule the rule that decided; empty if a code or the model did
 * @param because one sentence: the note of the rule, or of the code
 * @param source where that knowledge comes from
 * @param codes the codes that counted, for example {@code 550 5.1.1}; empty if there are none
 * @param standing how final the refusal is, and how we know
 * @param prior what would have been said without any words
 * @param opinion what the statistical fallback thinks of the text, whether it was asked or not; empty if
 *     there is none
 * @param candidates all rules whose conditions held, the deciding one first
 * @param runnerUp the best of those that would have decided otherwise
 */
public record Explanation(
        Verdict verdict,
        String normalText,
        List<Span> matched,
        List<Span> normalMatched,
        Optional<Rule> rule,
        String because,
        String source,
        String codes,
        Standing standing,
        Prior prior,
        Optional<Opinion> opinion,
        List<Rule> candidates,
        Optional<RunnerUp> runnerUp) {

    public Explanation {
        matched = List.copyOf(matched);
        normalMatched = List.copyOf(normalMatched);
        candidates = List.copyOf(candidates);
    }

    /**
     * What the codes alone say.
     *
     * @param rule for example {@code status-5-1-1}, {@code code-550}, {@code unclassified}
     * @param reason the reason they give
     * @param fault who can act, as far as a code can say
     * @param trust how far they stand against words
     * @param note why
     */
    public record Prior(RuleId rule, Reason reason, Fault fault, CodeTable.Trust trust, String note) {}

    /**
     * A rule that lost.
     *
     * @param rule which one
     * @param reason what it would have said
     * @param loss why, for programs
     * @param whyLost one sentence
     */
    public record RunnerUp(Rule rule, Reason reason, Loss loss, String whyLost) {}

    /** Whether the statistical fallback decided. */
    public boolean isByModel() {
        return opinion.filter(thought -> thought.model().equals(verdict.rule().value()))
                .isPresent();
    }

    /** Does not show any text: it may name people. */
    @Override
    public String toString() {
        return "Explanation[" + verdict + "]";
    }
}
