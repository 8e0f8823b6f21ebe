package dev.rebound.engine.memory;

import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.delivery.AttemptJournal;
import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.node.NodeNumber;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A journal that survives only as long as the test. */
public final class MemoryJournal implements AttemptJournal {

    private final Map<MessageId, Leftover> open = new ConcurrentHashMap<>();

    @Override
    public void handingOver(QueuedMessage message, Instant at) {
        handingOver(message.id(), at);
    }

    /** The same by the message's number. */
    public void handingOver(MessageId message, Instant at) {
        open.put(message, new Leftover.Unknown(message, at));
    }

    @Override
    public void taken(MessageId message, Instant at, SmtpReply reply, String remoteMta) {
        open.put(message, new Leftover.Taken(message, at, reply, remoteMta));
    }

    @Override
    public void settled(MessageId message) {
        open.remove(message);
    }

    @Override
    public List<Leftover> leftovers() {
        return List.copyOf(open.values());
    }

    @Override
    public List<Leftover> leftoversOf(NodeNumber ended) {
        return List.of();
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
