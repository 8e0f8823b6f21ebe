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
 * @param global when an address is suppressed for every account
 * @param patience how long evidence waits for the message it is about, in event time
 * @param remember how long a message that has ended well is kept after it has; then only the last of each account is
 * @param asOf timers run out up to here; empty in a job that does not end
 */
public record FoldSettings(
        PolicyChoice standard,
        HashMap<Long, PolicyChoice> policies,
        Global global,
        Duration patience,
        Duration remember,
        Moment asOf)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Longer than any history. */
    public static final Duration FOR_EVER = Duration.ofDays(365_000);

    /**
     * When an address is suppressed for every account, see {@link GlobalRule}.
     *
     * @param window in how long a time so many accounts must have bounced it; {@link #FOR_EVER} for any
     */
    public record Global(int accountsMin, Duration window) implements Serializable {

        private static final long serialVersionUID = 1L;

        GlobalRule rule() {
            return new GlobalRule(accountsMin, Optional.of(window).filter(length -> !length.equals(FOR_EVER)));
        }
    }

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
                new Global(3, FOR_EVER),
                Duration.ofMinutes(10),
                Duration.ofDays(14),
                Moment.NEVER);
    }

    /** The same up to a moment, for what is bounded. */
    public FoldSettings upTo(Instant moment) {
        return new FoldSettings(standard, policies, global, patience, remember, new Moment(moment.toEpochMilli()));
    }

    /** The same with another policy for accounts that are not named. */
    public FoldSettings with(PolicyChoice other) {
        return new FoldSettings(other, policies, global, patience, remember, asOf);
    }

    /** The same with another memory. */
    public FoldSettings remembering(Duration length) {
        return new FoldSettings(standard, policies, global, patience, length, asOf);
    }

    /** The rule book of an account. */
    public Rulebook rulebook(AccountId account) {
        return new Rulebook(
                policies.getOrDefault(account.value(), standard).policy(), global.rule(), Rulebook.TRY_FOR_MAX);
    }
}
