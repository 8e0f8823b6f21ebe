package dev.rebound.core.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.policy.Rulebook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What it does to an address that the guard holds a bounce of it, releases it or rolls it back.
 *
 * <p>The account's history is gone through as if the bounce did, or did not, count ({@link Reassessment}), and the
 * event says what comes of it. So one that is released does what it would have done, and one that is held back after it
 * had suppressed leaves nothing behind: neither the suppression, nor its share in bounces that repeat, nor the account's
 * vote, nor a global bounce that would not be there without that vote.
 *
 * <p>An address that took mail after the bounce has refuted it; releasing rolls it back. For one observation.
 */
final class HoldRules {

    private final AddressKey address;
    private final AddressState state;
    private final Function<AccountId, Rulebook> rulebooks;

    HoldRules(AddressKey address, AddressState state, Function<AccountId, Rulebook> rulebooks) {
        this.address = address;
        this.state = state;
        this.rulebooks = rulebooks;
    }

    /** Messages of the account whose bounces are held. */
    List<MessageId> heldIn(AccountId account) {
        return state.messages().entrySet().stream()
                .filter(entry -> entry.getValue().account().equals(account) && isHeld(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isHeld(MessageState message) {
        return message.hold().filter(by -> by.standing() == Hold.Standing.HELD).isPresent();
    }

    /**
     * A failure that comes while a circuit is open; its bounce is in the state already. Nothing has to be taken back
     * unless the message had bounced before, softly.
     */
    List<LedgerEvent> hold(Observation.PermanentFailure o, CircuitId circuit, MessageState before) {
        Hold hold = new Hold(circuit, Hold.Standing.HELD);
        MessageState message = state.message(o.message()).orElseThrow();
        Reassessment standing = before.status() == MessageStatus.BOUNCED
                ? without(o.message(), before, hold, o.at())
                : Reassessment.current(state, message.account());
        return withdrawing(new LedgerEvent.Held(address, message.account(), o.message(), o.at(), circuit, standing));
    }

    /** What came before the opening; one that a circuit has had already stays that circuit's. */
    List<LedgerEvent> holdBack(Observation.HoldBack o, MessageState message) {
        if (message.status() != MessageStatus.BOUNCED || message.hold().isPresent()) {
            return List.of();
        }
        Reassessment standing = without(o.message(), message, new Hold(o.circuit(), Hold.Standing.HELD), o.at());
        return withdrawing(
                new LedgerEvent.Held(address, message.account(), o.message(), o.at(), o.circuit(), standing));
    }

    List<LedgerEvent> release(Observation.Release o, MessageState message) {
        Optional<Hold> hold = message.hold().filter(by -> by.circuit().equals(o.circuit()));
        if (hold.isEmpty() || !message.isExcused()) {
            return List.of();
        }
        if (tookMailAfter(message.since())) {
            return isHeld(message) ? List.of(rolledBack(o.message(), message, o.at())) : List.of();
        }
        Reassessment standing = with(o.message(), message, new Hold(o.circuit(), Hold.Standing.RELEASED), o.at());
        LedgerEvent released =
                new LedgerEvent.Released(address, message.account(), o.message(), o.at(), o.circuit(), standing);
        AddressState after = state.apply(released);
        return after.isGlobalDue(rulebooks.apply(message.account()).global(), o.at())
                ? List.of(released, new LedgerEvent.GloballyBounced(address, message.account(), o.at()))
                : List.of(released);
    }

    /** Whoever's message it was. */
    private boolean tookMailAfter(Instant bounced) {
        return state.messages().values().stream()
                .anyMatch(other -> other.status() == MessageStatus.DELIVERED
                        && other.since().isAfter(bounced));
    }

    List<LedgerEvent> rollBack(Observation.RollBack o, MessageState message) {
        Optional<Hold> hold = message.hold().filter(by -> by.circuit().equals(o.circuit()));
        return hold.map(by -> switch (by.standing()) {
                    case HELD -> List.<LedgerEvent>of(rolledBack(o.message(), message, o.at()));
                    case RELEASED ->
                        withdrawing(new LedgerEvent.RolledBack(
                                address,
                                message.account(),
                                o.message(),
                                o.at(),
                                o.circuit(),
                                without(
                                        o.message(),
                                        message,
                                        new Hold(o.circuit(), Hold.Standing.ROLLED_BACK),
                                        o.at())));
                    case ROLLED_BACK -> List.<LedgerEvent>of();
                })
                .orElseGet(List::of);
    }

    /** Somebody says that the address is fine. */
    List<LedgerEvent> pardon(MessageId id, Instant at) {
        return state.message(id).stream()
                .map(message -> rolledBack(id, message, at))
                .toList();
    }

    /** What is held did nothing, so nothing has to be taken back. */
    private LedgerEvent rolledBack(MessageId id, MessageState message, Instant at) {
        return new LedgerEvent.RolledBack(
                address,
                message.account(),
                id,
                at,
                message.hold().orElseThrow().circuit(),
                Reassessment.current(state, message.account()));
    }

    private Reassessment with(MessageId id, MessageState message, Hold hold, Instant at) {
        AccountId account = message.account();
        Reassessment history = history(id, account, hold, at);
        return state.globalSince().isEmpty()
                ? history
                : new Reassessment(history.suppression(), state.vote(account).or(history::vote));
    }

    /** While the address is bounced globally an account goes on counting, but not by this bounce. */
    private Reassessment without(MessageId id, MessageState message, Hold hold, Instant at) {
        AccountId account = message.account();
        Reassessment history = history(id, account, hold, at);
        boolean byThis = state.vote(account).filter(message.since()::equals).isPresent();
        return state.globalSince().isEmpty() || byThis
                ? history
                : new Reassessment(history.suppression(), state.vote(account));
    }

    private Reassessment history(MessageId id, AccountId account, Hold hold, Instant at) {
        return Reassessment.ofHistory(
                state.with(id, hold), account, rulebooks.apply(account).policy(), at);
    }

    /** Adds the end of a global bounce that rested on the vote that the event takes away. */
    private List<LedgerEvent> withdrawing(LedgerEvent.OfHold event) {
        List<LedgerEvent> events = new ArrayList<>(List.of(event));
        AddressState after = state.apply(event);
        int needed = rulebooks.apply(event.account()).global().accountsMin();
        if (state.globalSince().isPresent()
                // one that other installations' accounts carry is theirs to withdraw
                && state.counting().size() >= needed
                && after.counting().size() < state.counting().size()
                && after.counting().size() < needed) {
            events.add(new LedgerEvent.GlobalWithdrawn(address, event.account(), event.at()));
        }
        return events;
    }
}
