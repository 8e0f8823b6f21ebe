package dev.rebound.engine.delivery;

import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.engine.memory.MemoryJournal;
import dev.rebound.engine.node.NodeNumber;
import java.time.Instant;
import java.util.List;

/** A journal in memory with a switch that makes every entry of one kind fail. */
final class FailingJournal implements AttemptJournal {

    private final MemoryJournal journal = new MemoryJournal();
    private volatile Entry failing = Entry.NONE;

    /** What a line of the journal says. */
    enum Entry {
        NONE,
        HANDING_OVER,
        TAKEN,
        SETTLED
    }

    /** From now on entries of this kind fail. */
    void fail(Entry entry) {
        failing = entry;
    }

    private void failIf(Entry entry) {
        if (failing == entry) {
            throw new StoreUnavailableException("journal", new IllegalStateException("told to fail"));
        }
    }

    @Override
    public void handingOver(QueuedMessage message, Instant at) {
        handingOver(message.id(), at);
    }

    void handingOver(MessageId message, Instant at) {
        failIf(Entry.HANDING_OVER);
        journal.handingOver(message, at);
    }

    @Override
    public void taken(MessageId message, Instant at, SmtpReply reply, String remoteMta) {
        failIf(Entry.TAKEN);
        journal.taken(message, at, reply, remoteMta);
    }

    @Override
    public void settled(MessageId message) {
        failIf(Entry.SETTLED);
        journal.settled(message);
    }

    @Override
    public List<Leftover> leftovers() {
        return journal.leftovers();
    }

    @Override
    public List<Leftover> leftoversOf(NodeNumber ended) {
        return journal.leftoversOf(ended);
    }

    @Override
    public void close() {
        journal.close();
    }
}
