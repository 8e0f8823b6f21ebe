package dev.rebound.stream.fold;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.policy.GlobalRule;
import dev.rebound.core.policy.Rulebook;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;

/**
 * What the job decides by. It goes with the job to every machine.
 *
 * @param standard what holds for accounts that are not named
 * @param policies of accounts that have another
 * @param globalAccountsMin accounts that make a bounce global
 * @param patience how long evidence waits for the message it is about, in event time
 * @param remember how long a message that has ended well is kept after it has; then only the last of each account is
 * @param asOf timers run out up to here; empty in a job that does not end
 */
public record FoldSettings(
        PolicyChoice standard,
        HashMap<Long, PolicyChoice> policies,
        int globalAccountsMin,
        Duration patience,
        Duration remember,
        Moment asOf)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Longer than any history. */
    public static final Duration FOR_EVER = Duration.ofDays(365_000);

    /**
     * A moment that goes over a wire; {@link Long#MAX_VALUE} for none.
     *
     * @param millis since 1970
     */
    public record Moment(long millis) implements Serializable {

        /** No moment ever comes after it. */
        public static final Moment NEVER = new Moment(Long.MAX_VALUE);

        private static final long serialVersionUID = 1L;

        boolean isPast(long other) {
            return other > millis;
        }
    }

    /** The preset {@code standard}, three accounts; evidence waits ten minutes, and two weeks are remembered. */
    public static FoldSettings standardSettings() {
        return new FoldSettings(
                PolicyChoice.preset("STANDARD"),
                new HashMap<>(),
                3,
                Duration.ofMinutes(10),
                Duration.ofDays(14),
                Moment.NEVER);
    }

    /** The same up to a moment, for what is bounded. */
    public FoldSettings upTo(Instant moment) {
        return new FoldSettings(
                standard, policies, globalAccountsMin, patience, remember, new Moment(moment.toEpochMilli()));
    }

    /** The same with another policy for accounts that are not named. */
    public FoldSettings with(PolicyChoice other) {
        return new FoldSettings(other, policies, globalAccountsMin, patience, remember, asOf);
    }

    /** The same with another memory. */
    public FoldSettings remembering(Duration length) {
        return new FoldSettings(standard, policies, globalAccountsMin, patience, length, asOf);
    }

    /** The rule book of an account. */
    public Rulebook rulebook(AccountId account) {
        return new Rulebook(
                policies.getOrDefault(account.value(), standard).policy(),
                new GlobalRule(globalAccountsMin, Optional.empty()),
                Rulebook.TRY_FOR_MAX);
    }
}
