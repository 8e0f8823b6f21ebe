package dev.rebound.store.delivery;

import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.delivery.AttemptJournal;
import dev.rebound.engine.delivery.ClaimLostException;
import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.node.NodeNumber;
import dev.rebound.engine.time.RealTime;
import dev.rebound.store.database.BatchWork;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of attempts where several nodes deliver: a table in the database that all share, so that whoever takes over from a
 * killed node knows what servers took from it, and may have taken. The table is not logged and its commits wait for no sync; that is
 * as much as the file promises, and costs a fraction of a recorded outcome.
 *
 * <p>Leave to hand a message over comes from the database at the last moment before the end of data, for all attempts that ask at
 * once together: only if the message is still this node's and the node's lease lasts by the database's clock. An answer that took longer
 * than {@link #LEAVE_LASTS} to arrive is worth nothing, and it is asked again: the process may have stood still.
 *
 * <p>What servers took goes to the node's own file as well, for the time in which the database cannot be reached.
 *
 * <p>Thread-safe.
 */
public final class SharedAttempts implements AttemptJournal {

    /** Less than {@link dev.rebound.engine.node.Nodes#GRACE}, after which another node may get the message. */
    private static final Duration LEAVE_LASTS = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(SharedAttempts.class);
    private static final NamedSql SQL = NamedSql.beside(SharedAttempts.class, "delivery.sql");
    private static final BatchWork<Asking, Boolean> HAND_OVER = new HandOver();
    private static final BatchWork<Said, Boolean> TAKEN = new NoteTaken();

    private final AttemptFile file;
    private final Database database;
    /** Under which node's claim each message is being handed over. */
    private final Map<MessageId, NodeNumber> nodes = new ConcurrentHashMap<>();

    public SharedAttempts(AttemptFile file, Database database) {
        this.file = file;
        this.database = database;
    }

    /** A message that a node wants to hand over. */
    private record Asking(MessageId message, NodeNumber node, Instant at) {}

    /** A message that a server took from a node, with its line. */
    private record Said(MessageId message, NodeNumber node, String line) {}

    /** Whether each has leave. */
    private static final class HandOver implements BatchWork<Asking, Boolean> {

        @Override
        public String operation() {
            return "leave to hand over";
        }

        @Override
        public List<Boolean> run(Handle handle, List<Asking> all) {
            return changed(Prepared.of(handle, SQL, "handOver")
                    .changedByEach(
                            all,
                            (ask, one) -> about(ask, one.message(), one.node()).bind("at", Micros.of(one.at()))));
        }
    }

    /** Whether each was still known to be handed over. */
    private static final class NoteTaken implements BatchWork<Said, Boolean> {

        @Override
        public String operation() {
            return "what a server took";
        }

        @Override
        public List<Boolean> run(Handle handle, List<Said> all) {
            return changed(Prepared.of(handle, SQL, "taken")
                    .changedByEach(
                            all,
                            (note, one) ->
                                    about(note, one.message(), one.node()).bind("line", one.line())));
        }
    }

    private static Prepared about(Prepared statement, MessageId message, NodeNumber node) {
        return statement.bind("message", message.value()).bind("node", node.value());
    }

    private static List<Boolean> changed(int[] rows) {
        return Arrays.stream(rows).mapToObj(changed -> changed > 0).toList();
    }

    @Override
    public void handingOver(QueuedMessage message, Instant at) {
        Asking asking = new Asking(message.id(), message.node(), at);
        long asked;
        do {
            asked = RealTime.nanos();
            if (!hasLeave(asking)) {
                throw new ClaimLostException(message.id());
            }
        } while (RealTime.nanos() - asked > LEAVE_LASTS.toNanos());
        nodes.put(message.id(), message.node());
    }

    private boolean hasLeave(Asking asking) {
        try {
            return database.submitSoon(HAND_OVER, asking).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** The file has it at once, the database a moment later; nobody waits for that, because the outcome is on its way too. */
    @Override
    public void taken(MessageId message, Instant at, SmtpReply reply, String remoteMta) {
        JournalLine line = new JournalLine.Taken(message, at, reply, remoteMta);
        NodeNumber node = nodes.get(message);
        if (node != null) {
            String text = new String(line.bytes(), StandardCharsets.US_ASCII).strip();
            var _ = database.submitSoon(TAKEN, new Said(message, node, text)).exceptionally(failure -> {
                LOG.debug("The shared journal misses an entry message={}", message, failure);
                return false;
            });
        }
        file.taken(message, at, reply, remoteMta);
    }

    /** The row in the database means nothing any more, and is cleared away with others. */
    @Override
    public void settled(MessageId message) {
        nodes.remove(message);
        file.settled(message);
    }

    /** What the file of this folder has; what else an earlier process left is in the database, for whoever takes over from it. */
    @Override
    public List<Leftover> leftovers() {
        return file.leftovers();
    }

    @Override
    public List<Leftover> leftoversOf(NodeNumber ended) {
        return database.read(handle -> Prepared.of(handle, SQL, "leftovers")
                .bind("node", ended.value())
                .list(SharedAttempts::leftover));
    }

    private static Leftover leftover(ResultSet row) throws SQLException {
        MessageId message = new MessageId(row.getLong("message"));
        Instant at = Micros.toInstant(row.getLong("at"));
        Optional<JournalLine> line = Optional.ofNullable(row.getString("taken")).flatMap(JournalLine::parse);
        return line.isPresent() && line.get() instanceof JournalLine.Taken taken
                ? new Leftover.Taken(message, taken.at(), taken.reply(), taken.remoteMta())
                : new Leftover.Unknown(message, at);
    }

    @Override
    public void close() {
        file.close();
    }
}
