package dev.rebound.core.policy;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import java.util.EnumMap;
import java.util.Map;

/**
 * What each reason does in an account.
 *
 * @param effects one entry for every reason
 */
public record Policy(Map<Reason, Effect> effects) {

    public Policy {
        Map<Reason, Effect> complete = new EnumMap<>(Reason.class);
        complete.putAll(effects);
        for (Reason reason : Reason.values()) {
            if (!complete.containsKey(reason)) {
                throw new IllegalArgumentException("the policy does not say what " + reason + " does");
            }
        }
        effects = Map.copyOf(complete);
    }

    /**
     * The preset {@code standard}: every hard bounce suppresses at once; an unknown user and a full
     * mailbox are permanent and count towards the global list; soft bounces do nothing.
     */
    public static Policy standard() {
        Map<Reason, Effect> effects = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            effects.put(
                    reason,
                    switch (reason) {
                        case UNKNOWN_USER, MAILBOX_FULL -> Effect.SUPPRESS_AND_COUNT;
                        case CONTENT, SPAM, POLICY, OTHER -> Effect.SUPPRESS;
                        case RECIPIENT_TEMPORARY, FILTERED, UNAUTHENTICATED, TEMPORARY, MAILBOX_MISCONFIGURED ->
                            Effect.NONE;
                    });
        }
        return new Policy(effects);
    }

    /** The effect of a verdict: only a hard one has any. */
    public Effect effectOf(Verdict verdict) {
        return verdict.type() == BounceType.HARD ? effects.getOrDefault(verdict.reason(), Effect.NONE) : Effect.NONE;
    }
}
