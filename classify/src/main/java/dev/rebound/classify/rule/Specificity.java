package dev.rebound.classify.rule;

import dev.rebound.core.bounce.Confidence;

/**
 * How much a rule knows about the text it matches, stated by its author: of two rules that match,
 * the one higher on this ladder decides. Order in files never does.
 */
public enum Specificity {
    /** One word that suggests a reason: {@code spam}. */
    HINT(Confidence.LOW),
    /** Wording that servers use for more than one thing: {@code mailbox unavailable}. */
    VAGUE(Confidence.LOW),
    /** Wording that usually means one thing. */
    USUAL(Confidence.MEDIUM),
    /** Wording that means one thing. */
    EXACT(Confidence.HIGH),
    /** Says who is at fault whatever else is said: {@code sender address rejected}. */
    DECISIVE(Confidence.HIGH),
    /** A provider's own key, which survives rewording: {@code ?p=NoSuchUser}, {@code [TSS04]}. */
    KEY(Confidence.HIGH);

    private final Confidence confidence;

    Specificity(Confidence confidence) {
        this.confidence = confidence;
    }

    /** The confidence of a rule that does not state its own. */
    public Confidence usualConfidence() {
        return confidence;
    }
}
