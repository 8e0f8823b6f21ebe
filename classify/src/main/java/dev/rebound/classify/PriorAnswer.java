package dev.rebound.classify;

import dev.rebound.classify.rule.CodeTable;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.rule.Specificity;
import dev.rebound.core.bounce.RuleId;

/**
 * What codes and command say when words do not.
 *
 * @param rule the name under which it is given
 * @param outcome what it means
 * @param trust how far it stands against words
 * @param note why
 * @param source the standard behind it
 */
record PriorAnswer(RuleId rule, Rule.Outcome outcome, CodeTable.Trust trust, String note, String source) {

    /** True if the code is to be trusted more than words of this specificity. */
    boolean overrules(Specificity specificity) {
        return switch (trust) {
            case NONE, LOW -> false;
            case MEDIUM -> specificity == Specificity.HINT;
            case HIGH -> specificity == Specificity.HINT || specificity == Specificity.VAGUE;
        };
    }
}
