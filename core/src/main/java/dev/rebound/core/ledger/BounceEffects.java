package dev.rebound.core.ledger;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.policy.Consequence;
import dev.rebound.core.policy.Effect;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Trigger;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a bounce does under a policy, given what else became of the account's messages to the address.
 *
 * <p>Where bounces have to repeat, messages are counted, not reports: a message whose reply and report both
 * say that it bounced is one. A delivery sets the count back, for what takes mail is not gone. Somebody's
 * unbounce does not: who lifts the suppression of an address that goes on bouncing sees it back after the next.
 *
 * <p>Pure. Looks at messages that became what they are within the {@linkplain Policy#looksBack() time the
 * policy looks back}, no others.
 */
final class BounceEffects {

    private BounceEffects() {}

    /**
     * What is known when a message bounces.
     *
     * @param messages of the address
     * @param held the account's suppression so far
     */
    record Situation(Map<MessageId, MessageState> messages, Optional<Suppression> held) {}

    /** What the bounce of this message does, at this moment. */
    static Effect effectOf(Policy policy, Situation known, MessageId id, Verdict verdict, Instant at) {
        Reason reason = verdict.reason();
        Consequence consequence = policy.of(reason);
        boolean suppresses = switch (consequence.trigger()) {
            case Trigger.AtOnce ignored -> true;
            case Trigger.Never ignored -> false;
            // What is suppressed for this reason need not repeat it: a probe that bounces is enough.
            case Trigger.Repeated repeated ->
                known.held()
                                .filter(held -> held.reason() == reason && held.isInForce(at))
                                .isPresent()
                        || 1 + earlier(known.messages(), id, reason, at.minus(repeated.within()), at)
                                >= repeated.bounces();
        };
        return suppresses ? consequence.suppressing(at) : Effect.NONE;
    }

    /** Other messages that bounced for the reason after {@code from} and after whatever was delivered. */
    private static int earlier(
            Map<MessageId, MessageState> messages, MessageId id, Reason reason, Instant from, Instant to) {
        AccountId account = Objects.requireNonNull(messages.get(id), "a message that bounces is known")
                .account();
        Instant after = from;
        for (MessageState message : messages.values()) {
            if (message.account().equals(account)
                    && message.status() == MessageStatus.DELIVERED
                    && !message.since().isAfter(to)
                    && message.since().isAfter(after)) {
                after = message.since();
            }
        }
        int bounces = 0;
        for (Map.Entry<MessageId, MessageState> entry : messages.entrySet()) {
            MessageState other = entry.getValue();
            if (!entry.getKey().equals(id)
                    && other.account().equals(account)
                    && other.status() == MessageStatus.BOUNCED
                    && !other.isExcused()
                    && other.since().isAfter(after)
                    && !other.since().isAfter(to)
                    && other.verdict().filter(v -> v.reason() == reason).isPresent()) {
                bounces++;
            }
        }
        return bounces;
    }
}
