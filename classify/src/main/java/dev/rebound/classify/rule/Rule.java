package dev.rebound.classify.rule;

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
 * @param line where its definition starts in the file of the pack, from 1
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
        int line,
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

    /** The file it stands in, for messages. */
    public String file() {
        return pack + ".toml";
    }
}
