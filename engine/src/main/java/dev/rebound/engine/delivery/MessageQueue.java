package dev.rebound.engine.delivery;

import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.lane.Flow;
import dev.rebound.engine.lane.Want;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Port: messages in flight. A message is in it exactly while its state in the ledger is in flight; when it is
 * due follows the ledger's next attempt, unless somebody asked for it to be tried sooner.
 */
public interface MessageQueue {

    /**
     * A flow with messages that nobody has claimed.
     *
     * @param due when the first of them is
     * @param held whether its email is held: paused, under review or cancelled
     */
    record Waiting(Flow flow, Instant due, boolean held) {}

    /**
     * The next flows that have unclaimed messages, in the order of email and domain. What it costs depends on
     * the number of flows it returns, not on how many messages there are.
     *
     * @param email flows of this email behind {@code domain}, then those of later emails
     */
    List<Waiting> flows(EmailId email, String domain, int limit);

    /**
     * Takes messages that are due, that nobody has taken, whose time is not up and whose email is not held: for
     * each want up to as many as it says, oldest due first. A message stays taken until its attempt is recorded in the ledger, or
     * it is given back. Several nodes may claim at once: none waits for another, and no message is claimed by two.
     */
    Map<Want, List<QueuedMessage>> claim(Set<Want> wants, Instant now);

    /** Whether claimed messages may still go out, each at this moment. */
    Map<MessageId, Standing> standings(List<QueuedMessage> messages);

    /** Whether a claimed message may still go out. */
    default Standing standing(QueuedMessage message) {
        return Objects.requireNonNull(standings(List.of(message)).get(message.id()));
    }

    /** Gives messages back untried; they are due again at once. What another node has claimed meanwhile stays claimed. */
    void release(List<QueuedMessage> messages);

    /** Forgets all claims of this node; called once at start, before anything is claimed. */
    void releaseAll();

    /**
     * Forgets all claims of this node but those of these messages, for when the store has failed and may hold claims that
     * nobody knows of. Reads the whole queue.
     *
     * @return how many were forgotten
     */
    int releaseAllBut(Set<MessageId> inHand);

    /** Whether a message may go out. */
    sealed interface Standing {

        record Clear() implements Standing {}

        /** Something has happened since it was accepted. */
        record Refused(NotSentReason why) implements Standing {}

        /** Not now: its email is held. */
        record Held() implements Standing {}
    }
}
