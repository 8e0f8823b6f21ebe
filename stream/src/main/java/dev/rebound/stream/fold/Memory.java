package dev.rebound.stream.fold;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.stream.state.Holding;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lets go of messages nobody will hear of again, so that an address takes no more for being written to for years.
 *
 * <p>Evidence of a message comes for as long as its return path is honoured; after that, what ended well matters only in
 * that it was the last that an account delivered: it sets the count of bounces back and speaks against lists. Bounces
 * are kept for as long as a policy may count them, or a suppression rests on them.
 */
final class Memory {

    /** No policy counts bounces for longer. */
    private static final Duration BOUNCES_COUNT_FOR = Duration.ofDays(365);

    private Memory() {}

    /** The same without what may be let go of by then. */
    static Holding without(Holding holding, Duration remember, Instant now) {
        AddressState state = holding.state();
        Instant oldest = now.minus(remember);
        boolean mayLetGo = state.messages().size() > 1
                && state.messages().values().stream()
                        .anyMatch(message -> message.since().isBefore(oldest));
        if (!mayLetGo) {
            return holding;
        }
        Set<MessageId> kept = lastDelivered(state);
        state.suppressions().values().stream()
                .map(Suppression::message)
                .forEach(message -> message.ifPresent(kept::add));
        Map<MessageId, MessageState> messages = new TreeMap<>(state.messages());
        messages.entrySet()
                .removeIf(entry -> !kept.contains(entry.getKey()) && isLetGo(entry.getValue(), remember, now));
        if (messages.size() == state.messages().size()) {
            return holding;
        }
        Map<MessageId, Long> emails = new TreeMap<>(holding.emails());
        emails.keySet().retainAll(messages.keySet());
        AddressState after = new AddressState(
                messages, state.suppressions(), state.counting(), state.globalSince(), state.pardons());
        return new Holding(after, emails, holding.waiting());
    }

    private static boolean isLetGo(MessageState message, Duration remember, Instant now) {
        return switch (message.status()) {
            case QUEUED, PENDING -> false;
            case RELAYED, DELIVERED, NOT_SENT -> message.since().isBefore(now.minus(remember));
            case BOUNCED ->
                message.since().isBefore(now.minus(BOUNCES_COUNT_FOR).minus(remember));
        };
    }

    private static Set<MessageId> lastDelivered(AddressState state) {
        Map<AccountId, Map.Entry<MessageId, MessageState>> last = new HashMap<>();
        for (Map.Entry<MessageId, MessageState> entry : state.messages().entrySet()) {
            if (entry.getValue().status() == MessageStatus.DELIVERED) {
                last.merge(
                        entry.getValue().account(),
                        entry,
                        (one, other) ->
                                one.getValue().since().isAfter(other.getValue().since()) ? one : other);
            }
        }
        Set<MessageId> kept = new HashSet<>();
        last.values().forEach(entry -> kept.add(entry.getKey()));
        return kept;
    }
}
