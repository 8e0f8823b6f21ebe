package dev.rebound.engine.delivery;

import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.ledger.StoreUnavailableException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which claims of the queue are really in hand.
 *
 * <p>A store that fails can leave a claim behind that nobody works on: the claim was committed though it was
 * answered with a failure, or giving it back failed. Such a message would wait for the next start. So whoever
 * meets a failure {@linkplain #doubt says so}, and the thread that claims then {@linkplain #settle compares} the
 * claims in the store with what is in hand, as soon as the store answers again.
 *
 * <p>A claim is known by its identity, not by its message: one that was given back may be claimed anew before
 * the thread that gave it back gets to forget it.
 *
 * <p>Thread-safe; {@link #settle} belongs to the thread that claims, because a claim that is under way is in
 * the store and not yet in hand.
 */
final class Claims {

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private final MessageQueue queue;
    private final Set<QueuedMessage> inHand =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    private volatile boolean doubtful;

    Claims(MessageQueue queue) {
        this.queue = queue;
    }

    /** These have been claimed. */
    void took(List<QueuedMessage> messages) {
        inHand.addAll(messages);
    }

    /** How many are in hand. */
    int size() {
        return inHand.size();
    }

    /** It is worked on no more: its outcome is in the ledger. */
    void ended(QueuedMessage message) {
        inHand.remove(message);
    }

    /** Gives messages back untried; if the store fails, it is made up for later. */
    void giveBack(List<QueuedMessage> messages) {
        try {
            queue.release(messages);
        } catch (StoreUnavailableException e) {
            LOG.warn("Messages are given back once the store answers again messages={}", messages.size(), e);
            lose(messages);
            return;
        }
        messages.forEach(inHand::remove);
    }

    /** Nobody works on these any more and the store may not know it. */
    private void lose(List<QueuedMessage> messages) {
        // In this order: what is found to be in hand by a comparison in between is found again by the next.
        messages.forEach(inHand::remove);
        doubtful = true;
    }

    /** The store failed: it may hold claims that nobody has in hand. */
    void doubt() {
        doubtful = true;
    }

    /** Gives back what the store holds for nobody, if there is doubt; stays in doubt if the store fails again. */
    void settle() {
        if (!doubtful) {
            return;
        }
        doubtful = false;
        try {
            int released = queue.releaseAllBut(ids());
            LOG.info("Claims were compared after a failure of the store released={}", released);
        } catch (RuntimeException e) {
            doubtful = true;
            throw e;
        }
    }

    private Set<MessageId> ids() {
        synchronized (inHand) {
            return inHand.stream().map(QueuedMessage::id).collect(Collectors.toSet());
        }
    }
}
