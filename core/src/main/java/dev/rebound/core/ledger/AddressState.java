package dev.rebound.core.ledger;

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
 */
public record AddressState(
        Map<MessageId, MessageState> messages,
        Map<AccountId, Suppression> suppressions,
        Map<AccountId, Instant> counting,
        Optional<Instant> globalSince) {

    /** An address nothing has happened to. */
    public static final AddressState EMPTY = new AddressState(Map.of(), Map.of(), Map.of(), Optional.empty());

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
            case LedgerEvent.Expired e -> change(e, m -> m.expired(e));
            case LedgerEvent.Noted e -> change(e, m -> m.noted(e.evidence()));
            case LedgerEvent.Interrupted ignored -> this;
            case LedgerEvent.Unbounced e ->
                new AddressState(
                        messages, without(suppressions, e.account()), without(counting, e.account()), globalSince);
            case LedgerEvent.GloballyBounced e ->
                new AddressState(messages, suppressions, counting, globalSince.or(() -> Optional.of(e.at())));
            case LedgerEvent.GlobalLifted ignored ->
                new AddressState(messages, suppressions, Map.of(), Optional.empty());
        };
    }

    /** Whether this account may send marketing email to the address, and if not, why. */
    public Optional<NotSentReason> refusalFor(AccountId account) {
        if (globalSince.isPresent()) {
            return Optional.of(NotSentReason.GLOBALLY_BOUNCED);
        }
        return suppressions.containsKey(account) ? Optional.of(NotSentReason.PREVIOUSLY_BOUNCED) : Optional.empty();
    }

    /** What is known of a message. */
    public Optional<MessageState> message(MessageId id) {
        return Optional.ofNullable(messages.get(id));
    }

    /** The account's suppression of the address. */
    public Optional<Suppression> suppression(AccountId account) {
        return Optional.ofNullable(suppressions.get(account));
    }

    private AddressState bounced(LedgerEvent.Bounced event) {
        MessageState before = messages.get(event.message());
        if (before == null || before.knows(event.evidence()) || !before.isWorsenedBy(event.verdict())) {
            return change(event, m -> m.bounced(event));
        }
        Map<AccountId, Suppression> held = new TreeMap<>(suppressions);
        Map<AccountId, Instant> votes = new TreeMap<>(counting);
        if (event.effect().suppresses()) {
            held.putIfAbsent(event.account(), new Suppression(event.verdict().reason(), event.at(), event.message()));
        }
        if (event.effect().countsTowardsGlobal()) {
            votes.putIfAbsent(event.account(), event.at());
        }
        return new AddressState(changed(event, m -> m.bounced(event)), held, votes, globalSince);
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
        return new AddressState(after, suppressions, counting, globalSince);
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

    /** How many accounts count towards the global list. */
    public int accountsCounting() {
        return counting.size();
    }
}
