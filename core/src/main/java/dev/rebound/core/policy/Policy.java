package dev.rebound.core.policy;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Reason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What bounces do in an account.
 *
 * @param consequences one entry for every reason
 * @param heedsGlobal whether the account leaves out what is bounced globally; one that does not still counts
 */
public record Policy(Map<Reason, Consequence> consequences, boolean heedsGlobal) {

    private static final Trigger FULL_FOR_LONG = new Trigger.Repeated(3, Duration.ofDays(14));
    private static final Duration PROBE_FULL_AFTER = Duration.ofDays(30);

    public Policy {
        Map<Reason, Consequence> complete = new EnumMap<>(Reason.class);
        complete.putAll(consequences);
        for (Reason reason : Reason.values()) {
            if (!complete.containsKey(reason)) {
                throw new IllegalArgumentException("the policy does not say what " + reason + " does");
            }
        }
        consequences = Map.copyOf(complete);
    }

    /**
     * The preset {@code standard}: every hard bounce suppresses at once; an unknown user and a full
     * mailbox are permanent and count towards the global list; soft bounces do nothing.
     */
    public static Policy standard() {
        return of(reason -> switch (reason) {
            case UNKNOWN_USER, MAILBOX_FULL -> Consequence.atOnce(true);
            case CONTENT, SPAM, POLICY, OTHER -> Consequence.atOnce(false);
            case RECIPIENT_TEMPORARY, FILTERED, UNAUTHENTICATED, TEMPORARY, MAILBOX_MISCONFIGURED -> Consequence.none();
        });
    }

    /**
     * The preset {@code protective}: only what is the recipient's own fault suppresses. An unknown user
     * does at once; a full mailbox after 3 bounces within 14 days, and it is probed after 30.
     */
    public static Policy protective() {
        return of(reason -> switch (reason) {
            case UNKNOWN_USER -> Consequence.atOnce(true);
            case MAILBOX_FULL -> new Consequence(FULL_FOR_LONG, Optional.empty(), Optional.of(PROBE_FULL_AFTER), true);
            case CONTENT,
                    SPAM,
                    POLICY,
                    OTHER,
                    RECIPIENT_TEMPORARY,
                    FILTERED,
                    UNAUTHENTICATED,
                    TEMPORARY,
                    MAILBOX_MISCONFIGURED -> Consequence.none();
        });
    }

    private static Policy of(Function<Reason, Consequence> consequences) {
        Map<Reason, Consequence> table = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            table.put(reason, consequences.apply(reason));
        }
        return new Policy(table, true);
    }

    /** What bounces of this reason do. */
    public Consequence of(Reason reason) {
        return Objects.requireNonNull(consequences.get(reason), "complete by construction");
    }

    /** How far back the history of an address must be known to say what a bounce does; zero if not at all. */
    public Duration looksBack() {
        return consequences.values().stream()
                .map(Consequence::trigger)
                .map(trigger -> trigger instanceof Trigger.Repeated repeated ? repeated.within() : Duration.ZERO)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /**
     * Whether to know the message and the bounce is not enough to say what an answer does: bounces are counted,
     * soft ones suppress, so that the end of trying does too, or a delivery may end a suppression.
     */
    public boolean needsStanding() {
        return consequences.entrySet().stream().anyMatch(entry -> {
            Consequence consequence = entry.getValue();
            return consequence.trigger() instanceof Trigger.Repeated
                    || consequence.probe().isPresent()
                    || (consequence.acts() && entry.getKey().finalType() == BounceType.SOFT);
        });
    }
}
