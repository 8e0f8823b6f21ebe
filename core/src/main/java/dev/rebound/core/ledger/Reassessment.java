package dev.rebound.core.ledger;

import dev.rebound.core.policy.Effect;
import dev.rebound.core.policy.Policy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an account would hold against an address had this policy always been the account's: its messages are
 * gone through in order, as if they came back today. What people decided stands ({@link Pardons}), and while the
 * address is bounced globally the account goes on counting, as it does when somebody tries to unbounce it.
 *
 * <p>Pure. It rests on what became of each message, which is what the ledger holds to: a message that was
 * delivered and reported as bounced later was not delivered. A bounce that the guard holds or has rolled back is none.
 *
 * @param suppression the account's, if it would have one
 * @param vote since when it would count towards the global list
 */
public record Reassessment(Optional<Suppression> suppression, Optional<Instant> vote) {

    private static final Reassessment NOTHING = new Reassessment(Optional.empty(), Optional.empty());

    /** What it would be by now. */
    public static Reassessment of(AddressState state, AccountId account, Policy policy, Instant now) {
        Reassessment standing = ofHistory(state, account, policy, now);
        return state.globalSince().isPresent() ? new Reassessment(standing.suppression, state.vote(account)) : standing;
    }

    /** The same were the address not bounced globally. */
    static Reassessment ofHistory(AddressState state, AccountId account, Policy policy, Instant now) {
        List<Map.Entry<MessageId, MessageState>> history = state.messages().entrySet().stream()
                .filter(entry -> entry.getValue().account().equals(account))
                .sorted(Comparator.comparing((Map.Entry<MessageId, MessageState> entry) ->
                                entry.getValue().since())
                        .thenComparing(Map.Entry::getKey))
                .toList();
        Reassessment standing = imported(state, account);
        for (Map.Entry<MessageId, MessageState> entry : history) {
            standing = standing.after(state, policy, entry.getKey(), entry.getValue());
        }
        return standing.lapsedBy(now);
    }

    /** What came from a list stays, for no policy of ours made it. */
    private static Reassessment imported(AddressState state, AccountId account) {
        Optional<Suppression> held = state.suppression(account).filter(Suppression::isImported);
        return held.isPresent() ? new Reassessment(held, Optional.empty()) : NOTHING;
    }

    /** What the account holds now. */
    static Reassessment current(AddressState state, AccountId account) {
        return new Reassessment(state.suppression(account), state.vote(account));
    }

    private Reassessment after(AddressState state, Policy policy, MessageId id, MessageState message) {
        return switch (message.status()) {
            case DELIVERED ->
                suppression
                                .filter(held -> held.isInForce(message.since()) && held.mayBeProbed(message.since()))
                                .isPresent()
                        ? NOTHING
                        : this;
            case BOUNCED ->
                message.isExcused() ? this : lapsedBy(message.since()).bounced(state, policy, id, message);
            case QUEUED, PENDING, RELAYED, NOT_SENT -> this;
        };
    }

    private Reassessment lapsedBy(Instant at) {
        return suppression.filter(held -> held.isInForce(at)).isPresent() ? this : NOTHING;
    }

    private Reassessment bounced(AddressState state, Policy policy, MessageId id, MessageState message) {
        Instant at = message.since();
        Effect effect = BounceEffects.effectOf(
                policy,
                new BounceEffects.Situation(state.messages(), suppression),
                id,
                message.verdict().orElseThrow(),
                at);
        if (!(effect instanceof Effect.Suppress by) || state.pardons().coversBounce(message.account(), at)) {
            return this;
        }
        Suppression held = suppression
                .map(known -> known.prolonged(by))
                .orElseGet(() ->
                        new Suppression(message.verdict().orElseThrow().reason(), at, id, by.until(), by.probeFrom()));
        boolean votes = by.countsTowardsGlobal() && !state.pardons().coversVote(at);
        return new Reassessment(Optional.of(held), vote.or(() -> votes ? Optional.of(at) : Optional.empty()));
    }
}
