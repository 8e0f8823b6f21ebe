package dev.rebound.core.ledger;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Why something that people want to do with the suppression of an address does not come to pass: it would go against
 * what was learnt or decided later. {@link AddressRules} asks here before it makes an event, and whoever shows beforehand
 * what a change would do asks the same.
 */
public enum Obstacle {
    /** The account holds nothing against the address. */
    NOT_SUPPRESSED,
    /** It is suppressed for every account; only an operator can lift that. */
    GLOBALLY_BOUNCED,
    /** The account holds something against it already. */
    ALREADY_SUPPRESSED,
    /** Something else is held against it since. */
    SUPPRESSED_SINCE,
    /** It took mail of this account since. */
    TOOK_MAIL_SINCE,
    /** It hard bounced in this account since. */
    BOUNCED_SINCE,
    /** Somebody lifted the account's suppression since. */
    UNBOUNCED_SINCE,
    /** What was held against it has come to its end. */
    ENDED;

    /** Mail that an address took speaks against a list that does not say how old it is for so long. */
    public static final Duration DELIVERY_SPEAKS_FOR = Duration.ofDays(90);

    /** What stands against lifting the account's suppression. */
    public static Optional<Obstacle> toUnbounce(AddressState state, AccountId account, Policy policy) {
        if (policy.heedsGlobal() && state.globalSince().isPresent()) {
            return Optional.of(GLOBALLY_BOUNCED);
        }
        return state.suppression(account).isPresent() ? Optional.empty() : Optional.of(NOT_SUPPRESSED);
    }

    /**
     * What stands against believing a list. What a person here lifted stays lifted, unless the list says that the
     * address bounced later; a list without moments is taken to be old.
     */
    public static Optional<Obstacle> toImport(AddressState state, Observation.Import wanted) {
        AccountId account = wanted.account();
        if (state.suppression(account)
                .filter(held -> held.isInForce(wanted.at()))
                .isPresent()) {
            return Optional.of(ALREADY_SUPPRESSED);
        }
        Optional<Instant> said = wanted.line().said();
        if (state.pardons()
                .unbounced(account)
                .filter(lifted -> said.filter(lifted::isBefore).isEmpty())
                .isPresent()) {
            return Optional.of(UNBOUNCED_SINCE);
        }
        Instant from = said.orElseGet(() -> wanted.at().minus(DELIVERY_SPEAKS_FOR));
        return isAny(state, account, message -> isDelivered(message, from))
                ? Optional.of(TOOK_MAIL_SINCE)
                : Optional.empty();
    }

    /** What stands against putting back what was lifted. */
    public static Optional<Obstacle> toRestore(AddressState state, Observation.Restore wanted) {
        AccountId account = wanted.account();
        Lifted lifted = wanted.lifted();
        if (state.suppression(account).isPresent()) {
            return Optional.of(SUPPRESSED_SINCE);
        }
        if (!state.pardons().unbounced(account).equals(Optional.of(lifted.at()))) {
            return Optional.of(UNBOUNCED_SINCE);
        }
        if (isAny(state, account, message -> isDelivered(message, lifted.at()))) {
            return Optional.of(TOOK_MAIL_SINCE);
        }
        return lifted.suppression().isInForce(wanted.at()) && !isExcused(state, lifted.suppression())
                ? Optional.empty()
                : Optional.of(ENDED);
    }

    /** What stands against taking an imported suppression back. */
    public static Optional<Obstacle> toWithdraw(AddressState state, Observation.Withdraw wanted) {
        AccountId account = wanted.account();
        Optional<Suppression> held = state.suppression(account);
        if (held.isEmpty()) {
            return Optional.of(NOT_SUPPRESSED);
        }
        if (!(held.get().cause() instanceof Cause.Listed listed)
                || !listed.list().equals(wanted.list())) {
            return Optional.of(SUPPRESSED_SINCE);
        }
        return isAny(state, account, message -> isHardBounced(message, listed.importedAt()))
                ? Optional.of(BOUNCED_SINCE)
                : Optional.empty();
    }

    /** The guard holds the bounce that made it, or has rolled it back. */
    private static boolean isExcused(AddressState state, Suppression suppression) {
        return suppression.cause() instanceof Cause.Bounce(MessageId message)
                && state.message(message).filter(MessageState::isExcused).isPresent();
    }

    private static boolean isAny(AddressState state, AccountId account, Predicate<MessageState> wanted) {
        return state.messages().values().stream()
                .anyMatch(message -> message.account().equals(account) && wanted.test(message));
    }

    private static boolean isDelivered(MessageState message, Instant after) {
        return message.status() == MessageStatus.DELIVERED && message.since().isAfter(after);
    }

    private static boolean isHardBounced(MessageState message, Instant after) {
        return message.status() == MessageStatus.BOUNCED
                && message.since().isAfter(after)
                && message.verdict().filter(v -> v.type() == BounceType.HARD).isPresent();
    }
}
