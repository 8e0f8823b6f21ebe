package dev.rebound.core.ledger;

import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.policy.Effect;
import dev.rebound.core.policy.GlobalRule;
import dev.rebound.core.policy.Policy;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Everything known of one recipient address: the fold over its ledger events.
 *
 * <p>One address is the unit of order and of partition. Its messages, its suppression in each account
 * and the accounts that count towards the global list all hang on the same key, so that any number of
 * nodes can each own some addresses and none needs to ask another. {@link #apply} never decides: what
 * the rules made of an observation is in the event ({@link AddressRules} decides).
 *
 * <p>Immutable.
 *
 * @param messages by message
 * @param suppressions by account
 * @param counting accounts in which it bounced for good and which still hold to it
 * @param globalSince since when it is suppressed for every account
 * @param pardons what people have lifted, and when
 */
public record AddressState(
        Map<MessageId, MessageState> messages,
        Map<AccountId, Suppression> suppressions,
        Map<AccountId, Instant> counting,
        Optional<Instant> globalSince,
        Pardons pardons) {

    /** An address nothing has happened to. */
    public static final AddressState EMPTY =
            new AddressState(Map.of(), Map.of(), Map.of(), Optional.empty(), Pardons.NONE);

    public AddressState {
        messages = Collections.unmodifiableMap(new TreeMap<>(messages));
        suppressions = Collections.unmodifiableMap(new TreeMap<>(suppressions));
        counting = Collections.unmodifiableMap(new TreeMap<>(counting));
    }

    /** The state after one more event. An event that adds nothing returns an equal state. */
    public AddressState apply(LedgerEvent event) {
        return switch (event) {
            case LedgerEvent.Queued e -> put(e, MessageState.queued(e.account(), e.at()));
            case LedgerEvent.NotSent e -> leftOut(e);
            case LedgerEvent.Deferred e -> change(e, m -> m.deferred(e));
            case LedgerEvent.Delivered e -> change(e, m -> m.handedOver(MessageStatus.DELIVERED, e.at(), e.evidence()));
            case LedgerEvent.Relayed e -> change(e, m -> m.handedOver(MessageStatus.RELAYED, e.at(), e.evidence()));
            case LedgerEvent.Bounced e -> bounced(e);
            case LedgerEvent.Expired e -> expired(e);
            case LedgerEvent.Noted e -> change(e, m -> m.noted(e.evidence()));
            case LedgerEvent.Interrupted ignored -> this;
            case LedgerEvent.Unbounced e -> freed(e.account()).pardoned(pardons.with(e));
            case LedgerEvent.Imported e -> held(e.account(), e.suppression());
            case LedgerEvent.Withdrawn e ->
                new AddressState(messages, without(suppressions, e.account()), counting, globalSince, pardons);
            case LedgerEvent.Restored e -> restored(e);
            case LedgerEvent.Lapsed e -> freed(e.account());
            case LedgerEvent.Recovered e -> freed(e.account());
            case LedgerEvent.Reassessed e -> standing(e.account(), new Reassessment(e.suppression(), e.vote()));
            case LedgerEvent.Held e -> held(e, Hold.Standing.HELD);
            case LedgerEvent.Released e -> held(e, Hold.Standing.RELEASED);
            case LedgerEvent.RolledBack e -> held(e, Hold.Standing.ROLLED_BACK);
            case LedgerEvent.GlobalWithdrawn ignored ->
                new AddressState(messages, suppressions, votesOfHolders(), Optional.empty(), pardons);
            case LedgerEvent.Reclassified e -> change(e, m -> m.reclassified(e));
            case LedgerEvent.GloballyBounced e ->
                new AddressState(messages, suppressions, counting, globalSince.or(() -> Optional.of(e.at())), pardons);
            case LedgerEvent.GlobalLifted e ->
                new AddressState(messages, suppressions, Map.of(), Optional.empty(), pardons.with(e));
        };
    }

    /**
     * Whether this account may send marketing email to the address, and if not, why.
     *
     * <p>Of an address that may be probed one message at a time is let through.
     */
    public Optional<NotSentReason> refusalFor(AccountId account, Policy policy, Instant at) {
        if (policy.heedsGlobal() && globalSince.isPresent()) {
            return Optional.of(NotSentReason.GLOBALLY_BOUNCED);
        }
        return suppression(account)
                .filter(held -> held.isInForce(at))
                .filter(held -> !held.mayBeProbed(at) || hasInFlight(account))
                .map(held -> NotSentReason.PREVIOUSLY_BOUNCED);
    }

    private boolean hasInFlight(AccountId account) {
        return messages.values().stream()
                .anyMatch(message ->
                        message.account().equals(account) && message.status().isInFlight());
    }

    /** What is known of a message. */
    public Optional<MessageState> message(MessageId id) {
        return Optional.ofNullable(messages.get(id));
    }

    /** The account's suppression of the address. */
    public Optional<Suppression> suppression(AccountId account) {
        return Optional.ofNullable(suppressions.get(account));
    }

    /** Whether the account has something against it that is newer: another installation's people may have lifted what was older. */
    boolean isHeldAfter(AccountId account, Instant at) {
        return suppression(account)
                .filter(held -> held.isInForce(at) && held.since().isAfter(at))
                .isPresent();
    }

    /** Whether it was bounced globally by then. */
    boolean isGlobalBy(Instant at) {
        return globalSince.filter(since -> !since.isAfter(at)).isPresent();
    }

    /** Since when the account counts towards the global list. */
    public Optional<Instant> vote(AccountId account) {
        return Optional.ofNullable(counting.get(account));
    }

    /** The same, had the message been judged like this; nothing else follows from it yet. */
    public AddressState judged(MessageId id, Verdict verdict) {
        MessageState before = messages.get(id);
        if (before == null) {
            return this;
        }
        Map<MessageId, MessageState> copy = new TreeMap<>(messages);
        copy.put(id, before.judged(verdict));
        return change(copy);
    }

    private AddressState bounced(LedgerEvent.Bounced event) {
        MessageState before = messages.get(event.message());
        boolean counts = before != null && !before.knows(event.evidence()) && before.isWorsenedBy(event.verdict());
        AddressState after = change(event, m -> m.bounced(event));
        return counts ? after.affected(event, event.verdict(), event.effect()) : after;
    }

    private AddressState expired(LedgerEvent.Expired event) {
        MessageState before = messages.get(event.message());
        boolean counts = before != null && before.status().isInFlight();
        AddressState after = change(event, m -> m.expired(event));
        return counts ? after.affected(event, event.verdict(), event.effect()) : after;
    }

    private AddressState affected(LedgerEvent.OfMessage event, Verdict verdict, Effect effect) {
        if (!(effect instanceof Effect.Suppress by)) {
            return this;
        }
        Optional<Suppression> known = suppression(event.account());
        if (known.filter(lapsed -> !lapsed.isInForce(event.at())).isPresent()) {
            return freed(event.account()).affected(event, verdict, effect);
        }
        Map<AccountId, Suppression> held = new TreeMap<>(suppressions);
        held.put(
                event.account(),
                known.map(before -> before.prolonged(by))
                        .orElseGet(() -> new Suppression(
                                verdict.reason(), event.at(), event.message(), by.until(), by.probeFrom())));
        Map<AccountId, Instant> votes = new TreeMap<>(counting);
        if (by.countsTowardsGlobal()) {
            votes.putIfAbsent(event.account(), event.at());
        }
        return new AddressState(messages, held, votes, globalSince, pardons);
    }

    /** The suppression ended; while the address is bounced globally the account goes on counting. */
    private AddressState freed(AccountId account) {
        return new AddressState(
                messages,
                without(suppressions, account),
                globalSince.isPresent() ? counting : without(counting, account),
                globalSince,
                pardons);
    }

    private AddressState held(AccountId account, Suppression suppression) {
        Map<AccountId, Suppression> held = new TreeMap<>(suppressions);
        held.put(account, suppression);
        return new AddressState(messages, held, counting, globalSince, pardons);
    }

    private AddressState restored(LedgerEvent.Restored event) {
        Map<AccountId, Instant> votes = new TreeMap<>(counting);
        event.lifted().vote().ifPresent(vote -> votes.putIfAbsent(event.account(), vote));
        AddressState after = held(event.account(), event.lifted().suppression());
        return new AddressState(messages, after.suppressions(), votes, globalSince, pardons.with(event));
    }

    private AddressState pardoned(Pardons after) {
        return new AddressState(messages, suppressions, counting, globalSince, after);
    }

    private AddressState standing(AccountId account, Reassessment after) {
        Map<AccountId, Suppression> held = without(suppressions, account);
        after.suppression().ifPresent(suppression -> held.put(account, suppression));
        Map<AccountId, Instant> votes = without(counting, account);
        after.vote().ifPresent(vote -> votes.put(account, vote));
        return new AddressState(messages, held, votes, globalSince, pardons);
    }

    private AddressState held(LedgerEvent.OfHold event, Hold.Standing standing) {
        return with(event.message(), new Hold(event.circuit(), standing)).standing(event.account(), event.standing());
    }

    /** The same with the guard's hand on a message, and nothing drawn from it yet. */
    AddressState with(MessageId message, Hold hold) {
        MessageState before = messages.get(message);
        if (before == null) {
            return this;
        }
        Map<MessageId, MessageState> copy = new TreeMap<>(messages);
        copy.put(message, before.held(hold));
        return change(copy);
    }

    /** While an address was bounced globally accounts went on counting that no longer hold anything against it. */
    private Map<AccountId, Instant> votesOfHolders() {
        Map<AccountId, Instant> votes = new TreeMap<>(counting);
        votes.keySet().retainAll(suppressions.keySet());
        return votes;
    }

    private AddressState leftOut(LedgerEvent.NotSent event) {
        return messages.containsKey(event.message())
                ? change(event, m -> m.leftOut(event))
                : put(event, MessageState.notSent(event.account(), event.at(), event.why()));
    }

    private AddressState put(LedgerEvent.OfMessage event, MessageState message) {
        return messages.containsKey(event.message()) ? this : change(with(event, message));
    }

    private AddressState change(LedgerEvent.OfMessage event, UnaryOperator<MessageState> how) {
        return messages.containsKey(event.message()) ? change(changed(event, how)) : this;
    }

    private AddressState change(Map<MessageId, MessageState> after) {
        return new AddressState(after, suppressions, counting, globalSince, pardons);
    }

    private Map<MessageId, MessageState> changed(LedgerEvent.OfMessage event, UnaryOperator<MessageState> how) {
        MessageState before = messages.get(event.message());
        return before == null ? messages : with(event, how.apply(before));
    }

    private Map<MessageId, MessageState> with(LedgerEvent.OfMessage event, MessageState message) {
        Map<MessageId, MessageState> copy = new TreeMap<>(messages);
        copy.put(event.message(), message);
        return copy;
    }

    private static <V> Map<AccountId, V> without(Map<AccountId, V> map, AccountId account) {
        Map<AccountId, V> copy = new TreeMap<>(map);
        copy.remove(account);
        return copy;
    }

    /** Whether enough accounts count, by this moment, for a global bounce. */
    boolean isGlobalDue(GlobalRule rule, Instant at) {
        if (globalSince.isPresent() || counting.size() < rule.accountsMin()) {
            return false;
        }
        Optional<Instant> from = rule.window().map(at::minus);
        long counted = counting.values().stream()
                .filter(since -> from.filter(start -> !since.isAfter(start)).isEmpty())
                .count();
        return counted >= rule.accountsMin();
    }
}
