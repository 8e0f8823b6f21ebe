package dev.rebound.classify.rule;

import dev.rebound.classify.toml.Place;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import java.util.List;

/**
 * One piece of knowledge: what certain words mean.
 *
 * @param id stable name
 * @param version raised when its meaning changes, from 1
 * @param pack the id of the pack it belongs to
 * @param origin where it is written
 * @param specificity its rank among rules that match the same text
 * @param scope whose words it is about
 * @param outcome what it concludes
 * @param match what must hold
 * @param source where the knowledge comes from: a standard's section, a vendor's page
 * @param note one sentence of why
 * @param examples replies that it must decide
 * @param counterExamples replies that it must not decide
 */
public record Rule(
        RuleId id,
        int version,
        String pack,
        Origin origin,
        Specificity specificity,
        Scope scope,
        Outcome outcome,
        Match match,
        String source,
        String note,
        List<String> examples,
        List<String> counterExamples) {

    public Rule {
        examples = List.copyOf(examples);
        counterExamples = List.copyOf(counterExamples);
    }

    /**
     * What a rule or a code concludes.
     *
     * @param permanent the reason if the server refused for good
     * @param transientReason the reason if it refused for now
     * @param fault who can act
     * @param confidence how far to rely on it
     */
    public record Outcome(Reason permanent, Reason transientReason, Fault fault, Confidence confidence) {}

    /**
     * Where a rule is written.
     *
     * @param file name of the file, for example {@code wording/sender.toml}
     * @param layer whose file it is
     * @param place where its definition begins
     * @param phrases where each phrase of its groups stands, group after group
     * @param examples where each example stands
     * @param counterExamples where each counter-example stands
     */
    public record Origin(
            String file,
            RuleFile.Layer layer,
            Place place,
            List<Place> phrases,
            List<Place> examples,
            List<Place> counterExamples) {

        public Origin {
            phrases = List.copyOf(phrases);
            examples = List.copyOf(examples);
            counterExamples = List.copyOf(counterExamples);
        }
    }

    /** The file it stands in, for messages. */
    public String file() {
        return origin.file();
    }

    /** The line on which its definition begins, from 1. */
    public int line() {
        return origin.place().line();
    }

    /** True if the installation wrote it, false if it came with Rebound. */
    public boolean isOwn() {
        return origin.layer() == RuleFile.Layer.OWN;
    }

    /** Something wrong with this rule at a place of its file. */
    public RuleProblem problem(Place place, String message) {
        return new RuleProblem(origin.file(), place, id.value(), message);
    }
}
