package dev.rebound.engine.memory;

import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.delivery.AttemptJournal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A journal that survives only as long as the test. */
public final class MemoryJournal implements AttemptJournal {

    private final Map<MessageId, Leftover> open = new ConcurrentHashMap<>();

    @Override
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
    public void close() {
        // Nothing is held.
    }
}
