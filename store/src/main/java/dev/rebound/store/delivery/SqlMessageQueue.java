package dev.rebound.store.delivery;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.delivery.MessageQueue;
import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.email.EmailId;
import dev.rebound.store.contact.StoredAddress;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The queue on SQL. A claim is a mark on the message's row, set and read by the writer: between a look at what is
 * due and the taking of it nobody can come, and what one claim has taken no other sees, committed or not.
 *
 * <p>Thread-safe.
 */
public final class SqlMessageQueue implements MessageQueue {

    private static final NamedSql SQL = NamedSql.beside(SqlMessageQueue.class, "delivery.sql");

    private final Database database;

    public SqlMessageQueue(Database database) {
        this.database = database;
    }

    private record Due(long id, long nextAttempt) {}

    @Override
    public List<QueuedMessage> claim(Instant now, int limit) {
        return database.write(
                "a claim of messages",
                handle -> handle
                        .createQuery(SQL.get("claim"))
                        .bind("now", Micros.of(now))
                        .bind("limit", limit)
                        .map((row, context) -> new Due(row.getLong("id"), row.getLong("next_attempt")))
                        .list()
                        .stream()
                        .sorted(Comparator.comparingLong(Due::nextAttempt).thenComparingLong(Due::id))
                        .map(due -> claimed(handle, due))
                        .toList());
    }

    private static QueuedMessage claimed(Handle handle, Due due) {
        return handle.createQuery(SQL.get("claimed"))
                .bind("id", due.id())
                .map((row, context) -> message(row))
                .one();
    }

    private static QueuedMessage message(ResultSet row) throws SQLException {
        return new QueuedMessage(
                new MessageId(row.getLong("id")),
                new AccountId(row.getLong("account")),
                new EmailId(row.getLong("email")),
                new ContactId(row.getLong("contact")),
                StoredAddress.of(row.getString("recipient"), row.getString("address_key")),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getInt("attempts"),
                Columns.instant(row, "accepted_at"));
    }

    @Override
    public void release(QueuedMessage message) {
        database.write(
                "a message given back",
                handle -> handle.createUpdate(SQL.get("release"))
                        .bind("id", message.id().value())
                        .execute());
    }

    @Override
    public void releaseAll() {
        database.write(
                "all claims given back",
                handle -> handle.createUpdate(SQL.get("releaseAll")).execute());
    }

    @Override
    public Optional<Instant> nextDue() {
        return database.read(handle -> handle.createQuery(SQL.get("nextDue"))
                .map((row, context) -> Micros.toInstant(row.getLong("next_attempt")))
                .findOne());
    }
}
