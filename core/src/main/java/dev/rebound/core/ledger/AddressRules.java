package dev.rebound.core.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.policy.Effect;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Rulebook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides what an observation means for an address: the only place where events are made.
 *
 * <p>Before anything else it lets the timers run out that were due by the time of the observation, so it
 * does not matter when an engine's own timer comes; but a message that a server has taken has been taken. An observation that adds nothing (evidence seen
 * before, a message that has ended, a suppression that is not there) makes no event. What it returns has
 * not been applied; {@link Decision#after} is the state with it.
 *
 * <p>Pure: the same state, observation and rule book give the same events.
 */
public final class AddressRules {

    private final AddressKey address;
    private final Function<AccountId, Rulebook> rulebooks;
    private final List<LedgerEvent> events = new ArrayList<>();
    private AddressState state;

    private AddressRules(AddressKey address, AddressState state, Function<AccountId, Rulebook> rulebooks) {
        this.address = address;
        this.state = state;
        this.rulebooks = rulebooks;
    }

    /**
     * What came of an observation.
     *
     * @param events to be appended to the ledger, in order
     * @param after the state once they are
     */
    public record Decision(List<LedgerEvent> events, AddressState after) {
        public Decision {
            events = List.copyOf(events);
        }
    }

    /** Decides about one observation of the address whose state this is, by one rule book for every account. */
    public static Decision decide(AddressKey address, AddressState state, Observation observation, Rulebook rulebook) {
        return decide(address, state, observation, account -> rulebook);
    }

    /**
     * Decides about one observation of the address whose state this is.
     *
     * @param rulebooks of each account: a message is its own account's, whoever the observation is about
     */
    public static Decision decide(
            AddressKey address, AddressState state, Observation observation, Function<AccountId, Rulebook> rulebooks) {
        AddressRules rules = new AddressRules(address, state, rulebooks);
        rules.fireTimers(observation);
        if (looksAtStanding(observation)) {
            rules.lapse(observation.at());
        }
        rules.observe(observation);
        return new Decision(rules.events, rules.state);
    }

    private void emit(LedgerEvent event) {
        events.add(event);
        state = state.apply(event);
    }

    private void fireTimers(Observation observation) {
        Optional<MessageId> taken = taken(observation);
        for (Map.Entry<MessageId, MessageState> entry : state.messages().entrySet()) {
            MessageState message = entry.getValue();
            if (message.isOverdue(observation.at())
                    && taken.filter(entry.getKey()::equals).isEmpty()) {
                expire(entry.getKey(), message);
            }
        }
    }

    /** A server that took a message after its time was up has taken it; the last attempt may take minutes. */
    private static Optional<MessageId> taken(Observation observation) {
        return switch (observation) {
            case Observation.Taken o -> Optional.of(o.message());
            case Observation.TakenByRelay o -> Optional.of(o.message());
            case Observation.Accepted ignored -> Optional.empty();
            case Observation.LeftOut ignored -> Optional.empty();
            case Observation.SentThroughInbox ignored -> Optional.empty();
            case Observation.OfferedThroughInbox ignored -> Optional.empty();
            case Observation.TemporaryFailure ignored -> Optional.empty();
            case Observation.PermanentFailure ignored -> Optional.empty();
            case Observation.SideNote ignored -> Optional.empty();
            case Observation.CutOff ignored -> Optional.empty();
            case Observation.Unbounce ignored -> Optional.empty();
            case Observation.LiftGlobal ignored -> Optional.empty();
            case Observation.BouncedGlobally ignored -> Optional.empty();
            case Observation.Import ignored -> Optional.empty();
            case Observation.Withdraw ignored -> Optional.empty();
            case Observation.Restore ignored -> Optional.empty();
            case Observation.Reassess ignored -> Optional.empty();
            case Observation.HoldBack ignored -> Optional.empty();
            case Observation.Release ignored -> Optional.empty();
            case Observation.RollBack ignored -> Optional.empty();
            case Observation.Reclassify ignored -> Optional.empty();
            case Observation.TimePassed ignored -> Optional.empty();
        };
    }

    private void expire(MessageId id, MessageState message) {
        Verdict last = message.verdict().orElseThrow();
        Instant deadline = message.deadline().orElseThrow();
        Verdict verdict = last.expired();
        Effect effect = effectOf(id, message, verdict, deadline);
        emit(new LedgerEvent.Expired(address, message.account(), id, deadline, verdict, effect));
        tipTheScale(message.account(), deadline);
    }

    /**
     * Whether the rules look at the standing of the address for such an observation whatever the policy:
     * its suppressions, the accounts that count and the global bounce.
     */
    public static boolean looksAtStanding(Observation observation) {
        return switch (observation) {
            case Observation.Accepted ignored -> true;
            case Observation.PermanentFailure ignored -> true;
            case Observation.Unbounce ignored -> true;
            case Observation.LiftGlobal ignored -> true;
            case Observation.BouncedGlobally ignored -> true;
            case Observation.Import ignored -> true;
            case Observation.Withdraw ignored -> true;
            case Observation.Restore ignored -> true;
            case Observation.Reassess ignored -> true;
            case Observation.HoldBack ignored -> true;
            case Observation.Release ignored -> true;
            case Observation.RollBack ignored -> true;
            case Observation.Reclassify ignored -> true;
            case Observation.TimePassed ignored -> true;
            case Observation.LeftOut ignored -> false;
            case Observation.SentThroughInbox ignored -> false;
            case Observation.OfferedThroughInbox ignored -> false;
            case Observation.TemporaryFailure ignored -> false;
            case Observation.Taken ignored -> false;
            case Observation.TakenByRelay ignored -> false;
            case Observation.SideNote ignored -> false;
            case Observation.CutOff ignored -> false;
        };
    }

    /** Suppressions whose time is up end, dated when it was. */
    private void lapse(Instant now) {
        state.suppressions().forEach((account, held) -> {
            if (!held.isInForce(now)) {
                emit(new LedgerEvent.Lapsed(address, account, held.until().orElseThrow()));
            }
        });
    }

    private void observe(Observation observation) {
        switch (observation) {
            case Observation.Accepted o -> accept(o);
            case Observation.LeftOut o -> leaveOut(o);
            case Observation.SentThroughInbox o -> send(o);
            case Observation.OfferedThroughInbox o -> offer(o);
            case Observation.TemporaryFailure o ->
                known(o.message()).filter(m -> m.status().isInFlight()).ifPresent(m -> defer(o, m));
            case Observation.Taken o ->
                handedOver(o.message(), MessageStatus.DELIVERED, o.evidence()).ifPresent(m -> deliver(o, m));
            case Observation.TakenByRelay o ->
                handedOver(o.message(), MessageStatus.RELAYED, o.evidence())
                        .ifPresent(m ->
                                emit(new LedgerEvent.Relayed(address, m.account(), o.message(), o.at(), o.evidence())));
            case Observation.PermanentFailure o -> known(o.message()).ifPresent(m -> bounce(o, m));
            case Observation.SideNote o -> known(o.message()).ifPresent(m -> note(o, m));
            case Observation.CutOff o ->
                known(o.message())
                        .filter(m -> m.status().isInFlight())
                        .ifPresent(m -> emit(new LedgerEvent.Interrupted(address, m.account(), o.message(), o.at())));
            case Observation.Unbounce o -> unbounce(o);
            case Observation.LiftGlobal o -> liftGlobal(o);
            case Observation.BouncedGlobally o -> bounceGlobally(o);
            case Observation.Import o -> bringIn(o);
            case Observation.Withdraw o -> withdraw(o);
            case Observation.Restore o -> restore(o);
            case Observation.Reassess o -> reassess(o.account(), o.at());
            case Observation.Reclassify o ->
                known(o.message())
                        .filter(m -> m.isBouncedBy(o.before()) && !o.verdict().equals(o.before()))
                        .ifPresent(m -> reclassify(o, m));
            case Observation.HoldBack o ->
                known(o.message()).ifPresent(m -> holds().holdBack(o, m).forEach(this::emit));
            case Observation.Release o ->
                known(o.message()).ifPresent(m -> holds().release(o, m).forEach(this::emit));
            case Observation.RollBack o ->
                known(o.message()).ifPresent(m -> holds().rollBack(o, m).forEach(this::emit));
            case Observation.TimePassed ignored -> {
                // The timers have run; nothing else was seen.
            }
        }
    }

    /** An address that may not be sent to is left out here, so no message of it is ever in flight. */
    private void accept(Observation.Accepted o) {
        if (state.messages().containsKey(o.message())) {
            return;
        }
        state.refusalFor(o.account(), rulebooks.apply(o.account()).policy(), o.at())
                .ifPresentOrElse(
                        why -> emit(new LedgerEvent.NotSent(address, o.account(), o.message(), o.at(), why)),
                        () -> emit(new LedgerEvent.Queued(address, o.account(), o.message(), o.at())));
    }

    private void leaveOut(Observation.LeftOut o) {
        MessageState message = state.messages().get(o.message());
        if (message == null || message.status().isInFlight()) {
            emit(new LedgerEvent.NotSent(address, o.account(), o.message(), o.at(), o.why()));
        }
    }

    /** Queued and handed over at once, so that it is never in flight and no delivery of ours ever takes it up. */
    private void send(Observation.SentThroughInbox o) {
        if (!state.messages().containsKey(o.message())) {
            emit(new LedgerEvent.Queued(address, o.account(), o.message(), o.at()));
            emit(new LedgerEvent.Relayed(address, o.account(), o.message(), o.at(), o.evidence()));
        }
    }

    private void offer(Observation.OfferedThroughInbox o) {
        if (!state.messages().containsKey(o.message())) {
            emit(new LedgerEvent.Queued(address, o.account(), o.message(), o.at()));
        }
    }

    private void defer(Observation.TemporaryFailure o, MessageState message) {
        if (message.knows(o.evidence())) {
            return;
        }
        Instant deadline = message.deadline()
                .orElseGet(() -> o.at().plus(rulebooks.apply(message.account()).tryFor(o.tryFor())));
        Instant next = o.nextAttempt().isBefore(deadline) ? o.nextAttempt() : deadline;
        emit(new LedgerEvent.Deferred(
                address,
                message.account(),
                o.message(),
                o.at(),
                o.evidence(),
                o.verdict().pending(),
                next,
                deadline));
    }

    private void bounce(Observation.PermanentFailure o, MessageState message) {
        if (message.knows(o.evidence())
                || message.status() == MessageStatus.NOT_SENT
                || o.verdict().type() == BounceType.PENDING) {
            return;
        }
        boolean worse = message.isWorsenedBy(o.verdict());
        Optional<CircuitId> heldBy = o.heldBy().filter(circuit -> worse);
        Effect effect = worse && heldBy.isEmpty() ? effectOf(o.message(), message, o.verdict(), o.at()) : Effect.NONE;
        emit(new LedgerEvent.Bounced(
                address, message.account(), o.message(), o.at(), o.evidence(), o.verdict(), effect));
        heldBy.ifPresent(circuit -> holds().hold(o, circuit, message).forEach(this::emit));
        tipTheScale(message.account(), o.at());
    }

    /**
     * Whether all that is known of the address must be known to decide about such a failure of a message, should a
     * circuit hold it: what the message did when it bounced softly has to be taken back.
     */
    public static boolean mayTakeBack(MessageState message, Observation.PermanentFailure failure) {
        return message.isOverdue(failure.at())
                || (message.status() == MessageStatus.BOUNCED && message.isWorsenedBy(failure.verdict()));
    }

    /** Whether such a failure would make a bounce of a message that is none, or a worse one of one that is. */
    public static boolean addsABounce(AddressState state, Observation.PermanentFailure failure) {
        return failure.verdict().type() != BounceType.PENDING
                && state.message(failure.message())
                        .filter(message ->
                                !message.knows(failure.evidence()) && message.isWorsenedBy(failure.verdict()))
                        .isPresent();
    }

    private HoldRules holds() {
        return new HoldRules(address, state, rulebooks);
    }

    private Effect effectOf(MessageId id, MessageState message, Verdict verdict, Instant at) {
        Policy policy = rulebooks.apply(message.account()).policy();
        return BounceEffects.effectOf(
                policy,
                new BounceEffects.Situation(state.messages(), state.suppression(message.account())),
                id,
                verdict,
                at);
    }

    private void tipTheScale(AccountId account, Instant at) {
        if (state.isGlobalDue(rulebooks.apply(account).global(), at)) {
            emit(new LedgerEvent.GloballyBounced(address, account, at));
        }
    }

    /** What may be probed and takes a message has recovered. */
    private void deliver(Observation.Taken o, MessageState message) {
        AccountId account = message.account();
        emit(new LedgerEvent.Delivered(address, account, o.message(), o.at(), o.evidence()));
        state.suppression(account)
                .filter(held -> held.isInForce(o.at()) && held.mayBeProbed(o.at()))
                .ifPresent(held -> emit(new LedgerEvent.Recovered(address, account, o.at())));
    }

    private void reassess(AccountId account, Instant at) {
        Policy policy = rulebooks.apply(account).policy();
        Reassessment standing = Reassessment.of(state, account, policy, at);
        if (!standing.equals(Reassessment.current(state, account))) {
            emit(new LedgerEvent.Reassessed(address, account, at, standing.suppression(), standing.vote()));
            tipTheScale(account, at);
        }
    }

    /** What the account holds against the address follows from the verdicts, so it is gone through again. */
    private void reclassify(Observation.Reclassify o, MessageState message) {
        emit(new LedgerEvent.Reclassified(
                address, message.account(), o.message(), o.at(), o.run(), o.before(), o.verdict()));
        reassess(message.account(), o.at());
    }

    private void note(Observation.SideNote o, MessageState message) {
        if (!message.knows(o.evidence())) {
            emit(new LedgerEvent.Noted(address, message.account(), o.message(), o.at(), o.evidence(), o.kind()));
        }
    }

    private void unbounce(Observation.Unbounce o) {
        Policy policy = rulebooks.apply(o.account()).policy();
        Optional<Obstacle> obstacle = Obstacle.toUnbounce(state, o.account(), policy);
        List<MessageId> held = holds().heldIn(o.account());
        boolean freesHeld = obstacle.equals(Optional.of(Obstacle.NOT_SUPPRESSED)) && !held.isEmpty();
        if ((obstacle.isEmpty() || freesHeld) && !state.isHeldAfter(o.account(), o.at())) {
            emit(new LedgerEvent.Unbounced(address, o.account(), o.at(), o.by(), o.why()));
            held.forEach(message -> holds().pardon(message, o.at()).forEach(this::emit));
        }
    }

    private void bringIn(Observation.Import o) {
        if (Obstacle.toImport(state, o).isEmpty()) {
            emit(new LedgerEvent.Imported(address, o.account(), o.at(), o.suppression(), o.by()));
        }
    }

    private void withdraw(Observation.Withdraw o) {
        if (Obstacle.toWithdraw(state, o).isEmpty()) {
            emit(new LedgerEvent.Withdrawn(address, o.account(), o.at(), o.list(), o.by()));
        }
    }

    private void restore(Observation.Restore o) {
        if (Obstacle.toRestore(state, o).isEmpty()) {
            emit(new LedgerEvent.Restored(address, o.account(), o.at(), o.lifted(), o.by()));
            tipTheScale(o.account(), o.at());
        }
    }

    /** Filed under the first account that counts; there is none if other installations bounced it globally. */
    private void liftGlobal(Observation.LiftGlobal o) {
        if (state.isGlobalBy(o.at())) {
            emit(new LedgerEvent.GlobalLifted(address, firstCounting(), o.at(), o.by(), o.why()));
        }
    }

    /** What an operator lifted here stays lifted until the address is bounced globally anew. */
    private void bounceGlobally(Observation.BouncedGlobally o) {
        if (state.globalSince().isEmpty() && !state.pardons().coversVote(o.at())) {
            emit(new LedgerEvent.GloballyBounced(address, firstCounting(), o.at()));
        }
    }

    private AccountId firstCounting() {
        return state.counting().keySet().stream().findFirst().orElse(AccountId.OF_NONE);
    }

    private Optional<MessageState> known(MessageId message) {
        return state.message(message);
    }

    private Optional<MessageState> handedOver(MessageId message, MessageStatus to, EvidenceId evidence) {
        return known(message).filter(m -> m.mayBeHandedOver(to) && !m.knows(evidence));
    }
}
