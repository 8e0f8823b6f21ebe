package dev.rebound.engine.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: messages in flight, by when they are due. */
public interface MessageQueue {

    /**
     * Takes up to {@code limit} messages that are due and that nobody has taken, oldest due first. A
     * message stays taken until its attempt is recorded in the ledger or {@link #releaseAll} is called.
     */
    List<QueuedMessage> claim(Instant now, int limit);

    /** Gives one message back untried; it is due again at once. */
    void release(QueuedMessage message);

    /** Forgets all claims; called once at start, before anything is claimed. */
    void releaseAll();

    /** When the next unclaimed message is due. */
    Optional<Instant> nextDue();
}
