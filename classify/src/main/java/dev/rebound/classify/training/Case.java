package dev.rebound.classify.training;

import dev.rebound.classify.Explanation;
import dev.rebound.classify.Standing;
import dev.rebound.classify.model.Band;
import dev.rebound.classify.model.Family;
import dev.rebound.classify.model.Training.Lesson;
import dev.rebound.classify.rule.CodeTable.Trust;
import dev.rebound.classify.rule.Rule;
import dev.rebound.core.bounce.Reason;
import java.util.Optional;
import java.util.Set;

/**
 * A text to learn from or to be tried on.
 *
 * @param origin where it comes from
 * @param group the rule that decides it, or the text itself if none does: what is left out together
 * @param family what it is about; empty if that cannot be told, then it is only tried on
 * @param prior the reason that the codes alone give
 */
record Case(
        Origin origin,
        String group,
        String normalText,
        String codes,
        Band band,
        Optional<Family> family,
        Reason prior,
        Set<Reason> accepted) {

    private static final String WITHOUT_RULE = "text ";

    /** Where a text comes from. */
    enum Origin {
        /** An example of a rule. */
        EXAMPLE,
        /** A wording written for learning, by somebody who did not know the rules. */
        WORDING,
        /** A labelled sample that may be learned from. */
        OPEN,
        /** A labelled sample that is only reported. */
        HELD_BACK
    }

    static Case of(Origin origin, Explanation explained, Optional<Family> family, Set<Reason> accepted) {
        Trust trust = explained.prior().trust();
        return new Case(
                origin,
                explained.rule().map(Rule::id).map(Object::toString).orElse(WITHOUT_RULE + explained.normalText()),
                explained.normalText(),
                explained.codes(),
                Band.of(explained.standing() == Standing.PERMANENT, trust == Trust.MEDIUM || trust == Trust.HIGH),
                family,
                explained.prior().reason(),
                accepted);
    }

    /** True of a text that no rule decides. */
    boolean isWithoutRule() {
        return group.startsWith(WITHOUT_RULE);
    }

    boolean priorIsRight() {
        return accepted.contains(prior);
    }

    /** The same words with the same codes teach nothing twice. */
    String content() {
        return codes + ' ' + normalText;
    }

    Optional<Lesson> lesson() {
        return family.map(known -> new Lesson(normalText, codes, known));
    }

    /** Does not show the text: it may name people. */
    @Override
    public String toString() {
        return "Case[" + origin + ", " + band + ", " + family + "]";
    }
}
