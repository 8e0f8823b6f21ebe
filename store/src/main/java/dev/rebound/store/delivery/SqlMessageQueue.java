package dev.rebound.store.delivery;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.delivery.MessageQueue;
import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Hold;
import dev.rebound.engine.lane.Flow;
import dev.rebound.engine.lane.Want;
import dev.rebound.engine.node.NodeNumber;
import dev.rebound.store.contact.StoredAddress;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.database.Texts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * The queue on SQL. A claim is the number of the node on the message's row, set and read by the writer: between a look at what is
 * due and the taking of it nobody can come, and what one claim has taken no other sees, committed or not. Of several nodes
 * each passes over what another one is just claiming.
 *
 * <p>Thread-safe.
 */
public final class SqlMessageQueue implements MessageQueue {

    private static final NamedSql SQL = NamedSql.beside(SqlMessageQueue.class, "delivery.sql");

    private final Database database;
    private final Supplier<NodeNumber> node;

    /**
     * @param node who claims
     */
    public SqlMessageQueue(Database database, Supplier<NodeNumber> node) {
        this.database = database;
        this.node = node;
    }

    @Override
    public List<Waiting> flows(EmailId email, String domain, int limit) {
        return database.read(handle -> Prepared.of(handle, SQL, "flows")
                .bind("email", email.value())
                .bind("domain", domain)
                .bind("limit", limit)
                .list(row -> new Waiting(
                        new Flow(
                                new AccountId(row.getLong("account")),
                                new EmailId(row.getLong("email")),
                                row.getString("domain")),
                        Columns.instant(row, "due_at"),
                        row.getString("hold") != null)));
    }

    @Override
    public Map<Want, List<QueuedMessage>> claim(Set<Want> wants, Instant now) {
        return database.write("a claim of messages", handle -> {
            Map<Want, List<QueuedMessage>> claimed = new HashMap<>();
            NodeNumber by = node.get();
            if (mayClaim(handle, by)) {
                wants.forEach(want -> claimed.put(want, claim(handle, by, want, now)));
            }
            return claimed;
        });
    }

    private static boolean mayClaim(Handle handle, NodeNumber by) {
        return Prepared.of(handle, SQL, "mayClaim")
                .bind("node", by.value())
                .first(row -> true)
                .orElse(false);
    }

    private static List<QueuedMessage> claim(Handle handle, NodeNumber by, Want want, Instant now) {
        List<QueuedMessage> due = Prepared.of(handle, SQL, "due")
                .bind("email", want.flow().email().value())
                .bind("domain", want.flow().domain())
                .bind("now", Micros.of(now))
                .bind("limit", want.messages())
                .list(row -> message(row, by));
        due.forEach(message -> mark(handle, "claim", message));
        return due;
    }

    private static void mark(Handle handle, String statement, QueuedMessage message) {
        Prepared.of(handle, SQL, statement)
                .bind("message", message.id().value())
                .bind("node", message.node().value())
                .execute();
    }

    private static QueuedMessage message(ResultSet row, NodeNumber by) throws SQLException {
        return new QueuedMessage(
                new MessageId(row.getLong("message")),
                new AccountId(row.getLong("account")),
                new EmailId(row.getLong("email")),
                Columns.optionalLong(row, "contact").map(ContactId::new),
                StoredAddress.of(row.getString("recipient"), row.getString("address_key")),
                Columns.optionalText(row, "first_name").orElse(""),
                Columns.optionalText(row, "last_name").orElse(""),
                ContactProperties.of(
                        Texts.byName(Columns.optionalText(row, "properties").orElse(""))),
                row.getInt("attempts"),
                Columns.instant(row, "accepted_at"),
                Columns.optionalInstant(row, "deadline"),
                Columns.optionalLong(row, "try_for").map(Micros::toLength),
                by);
    }

    @Override
    public Map<MessageId, Standing> standings(List<QueuedMessage> messages) {
        return database.read(handle -> {
            Map<MessageId, Standing> standings = new HashMap<>();
            messages.forEach(message -> standings.put(message.id(), standing(handle, message)));
            return standings;
        });
    }

    /** A contact that no longer exists does not want mail either. */
    private static Standing standing(Handle handle, QueuedMessage message) {
        return Prepared.of(handle, SQL, "standing")
                .bind("message", message.id().value())
                .first(SqlMessageQueue::standing)
                .orElseGet(() -> new Standing.Refused(NotSentReason.UNSUBSCRIBED));
    }

    private static Standing standing(ResultSet row) throws SQLException {
        if (row.getString("global_since") != null) {
            return new Standing.Refused(NotSentReason.GLOBALLY_BOUNCED);
        }
        if (row.getString("suppressed_since") != null) {
            return new Standing.Refused(NotSentReason.PREVIOUSLY_BOUNCED);
        }
        if (row.getString("unsubscribed_at") != null || row.getInt("gone") == 1) {
            return new Standing.Refused(NotSentReason.UNSUBSCRIBED);
        }
        return Columns.optionalConstant(row, "hold", Hold.class)
                .map(hold ->
                        hold == Hold.CANCELLED ? new Standing.Refused(NotSentReason.CANCELLED) : new Standing.Held())
                .orElseGet(Standing.Clear::new);
    }

    @Override
    public void release(List<QueuedMessage> messages) {
        database.write("messages given back", handle -> {
            messages.forEach(message -> mark(handle, "release", message));
            return messages.size();
        });
    }

    @Override
    public void releaseAll() {
        database.write(
                "all claims given back",
                handle -> Prepared.of(handle, SQL, "releaseAll")
                        .bind("node", node.get().value())
                        .execute());
    }

    @Override
    public int releaseAllBut(Set<MessageId> inHand) {
        return database.write("claims given back that nobody has in hand", handle -> {
            long by = node.get().value();
            List<MessageId> lost = Prepared.of(handle, SQL, "claimed")
                    .bind("node", by)
                    .list(row -> new MessageId(row.getLong("message")));
            int released = 0;
            for (MessageId message : lost) {
                if (!inHand.contains(message)) {
                    released += Prepared.of(handle, SQL, "release")
                            .bind("message", message.value())
                            .bind("node", by)
                            .execute();
                }
            }
            return released;
        });
    }
}
