package dev.rebound.core.bounce;

import java.util.List;
import java.util.Optional;

/**
 * What a piece of evidence means, and why we say so.
 *
 * @param type how final it is; the {@linkplain Reason#finalType() type of the reason}, or
 *     {@link BounceType#PENDING} while the message is still being tried
 * @param reason why it came back
 * @param fault who can act
 * @param confidence how far to rely on it
 * @param rule the rule that decided
 * @param rulesVersion version of the rule set, so that a verdict can be read years later
 * @param matched the words of the evidence that the rule matched, in order; empty if a code decided
 * @param runnerUp the rule that would have decided otherwise
 */
public record Verdict(
        BounceType type,
        Reason reason,
        Fault fault,
        Confidence confidence,
        RuleId rule,
        String rulesVersion,
        List<String> matched,
        Optional<RuleId> runnerUp) {

    public Verdict {
        matched = List.copyOf(matched);
        if (type != BounceType.PENDING && type != reason.finalType()) {
            throw new IllegalArgumentException(reason + " is a reason of type " + reason.finalType() + ", not " + type);
        }
    }

    /** The same verdict while the message is still being tried. */
    public Verdict pending() {
        return withType(BounceType.PENDING);
    }

    /**
     * The verdict once trying has ended. A pending verdict whose reason is one of a hard bounce stays
     * as it is in meaning but cannot become {@link BounceType#SOFT} with that reason: a deferral for a
     * full mailbox that outlives its time is {@link Reason#MAILBOX_MISCONFIGURED}, any other
     * {@link Reason#RECIPIENT_TEMPORARY}.
     */
    public Verdict expired() {
        if (reason.finalType() == BounceType.SOFT) {
            return withType(BounceType.SOFT);
        }
        Reason soft = reason == Reason.MAILBOX_FULL ? Reason.MAILBOX_MISCONFIGURED : Reason.RECIPIENT_TEMPORARY;
        return new Verdict(BounceType.SOFT, soft, fault, confidence, rule, rulesVersion, matched, runnerUp);
    }

    private Verdict withType(BounceType other) {
        return new Verdict(other, reason, fault, confidence, rule, rulesVersion, matched, runnerUp);
    }

    /** Does not show the matched words: they may name people. */
    @Override
    public String toString() {
        return "Verdict[" + type + " " + reason + ", " + fault + ", " + confidence + ", by " + rule + "]";
    }
}
