package dev.rebound.classify.training;

import dev.rebound.classify.model.Family;
import dev.rebound.core.bounce.Reason;
import java.util.Set;

/**
 * A refusal as some server might word it, written by people who did not look at the rules.
 *
 * @param text the words, with or without codes before them
 * @param family what they are about
 */
public record Wording(String text, Family family) {

    /** The reasons that are right for a refusal that is final, or is not. */
    Set<Reason> accepted(boolean forGood) {
        return switch (family) {
            // an overloaded host and an unreachable one often say the same, and are treated alike
            case BUSY, NETWORK -> Set.of(Reason.RECIPIENT_TEMPORARY, Reason.TEMPORARY);
            case UNKNOWN_USER, MAILBOX_FULL, SPAM, CONTENT, POLICY, AUTHENTICATION, OTHER ->
                Set.of(family.reason(forGood));
        };
    }
}
