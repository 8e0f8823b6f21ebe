package dev.rebound.engine.delivery;

import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.node.NodeNumber;
import java.time.Instant;
import java.util.List;

/**
 * Port: remembers, cheaply and at once, what a killed process could not yet commit.
 *
 * <p>Between a server's 250 to the end of data and our commit lies the one window in which a message
 * may be sent twice. The journal is written without sync right before the end of data and right after
 * the reply, so a killed process loses at most the instant between the reply's arrival and one
 * {@code write}; a power failure can still cost what a group commit takes. Where several nodes deliver it is kept where all
 * can read it, so that whoever takes over from a killed one knows as much.
 */
public interface AttemptJournal extends AutoCloseable {

    /**
     * The end of data is about to be sent. Where several nodes deliver, this is where a claim is held against the database once
     * more: whoever was taken for dead meanwhile hands nothing over.
     *
     * @throws ClaimLostException if the message is not this node's any more
     */
    void handingOver(QueuedMessage message, Instant at);

    /** The server took the message with this reply. */
    void taken(MessageId message, Instant at, SmtpReply reply, String remoteMta);

    /** What came of the attempt is in the ledger; the journal may forget it. */
    void settled(MessageId message);

    /** What an earlier process left unsettled, each message once, in order. */
    List<Leftover> leftovers();

    /** The same of another node that has ended; nothing where there are no others. */
    List<Leftover> leftoversOf(NodeNumber ended);

    @Override
    void close();

    /** An attempt that was not settled. */
    sealed interface Leftover {
        MessageId message();

        Instant at();

        /** The server had taken it. */
        record Taken(MessageId message, Instant at, SmtpReply reply, String remoteMta) implements Leftover {}

        /** Whether the server took it is not known. */
        record Unknown(MessageId message, Instant at) implements Leftover {}
    }
}
