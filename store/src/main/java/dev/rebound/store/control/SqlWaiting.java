package dev.rebound.store.control;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.control.PendingDomain;
import dev.rebound.engine.control.WaitingStore;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Hold;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.ledger.LedgerRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The queue as people see it, on SQL. Thread-safe. */
public final class SqlWaiting implements WaitingStore {

    private static final NamedSql SQL = NamedSql.beside(SqlWaiting.class, "waiting.sql");

    private final Database database;

    public SqlWaiting(Database database) {
        this.database = database;
    }

    /** The statement for one account, or the one for all. */
    private static Query query(Handle handle, String name, Optional<AccountId> account) {
        return account.map(
                        owner -> handle.createQuery(SQL.get(name + "OfAccount")).bind("account", owner.value()))
                .orElseGet(() -> handle.createQuery(SQL.get(name + "OfAll")));
    }

    @Override
    public List<PendingDomain> pending(Optional<AccountId> account, Instant now, int limit) {
        return database.read(handle -> query(handle, "pending", account)
                .bind("now", Micros.of(now))
                .bind("limit", limit)
                .map((row, context) -> new PendingDomain(
                        row.getString("domain"),
                        row.getLong("messages"),
                        row.getLong("due"),
                        row.getLong("held"),
                        Columns.optionalInstant(row, "next_attempt"),
                        Columns.instant(row, "accepted_at")))
                .list());
    }

    @Override
    public Optional<LastWords> lastWords(Optional<AccountId> account, String domain, Instant sentSince) {
        return database.read(handle -> query(handle, "lastWords", account)
                .bind("domain", domain)
                .bind("sentSince", Micros.of(sentSince))
                .map((row, context) -> lastWords(row))
                .findOne()
                .flatMap(found -> found));
    }

    private static Optional<LastWords> lastWords(ResultSet row) throws SQLException {
        AccountId account = new AccountId(row.getLong("account"));
        EmailId email = new EmailId(row.getLong("email"));
        MessageId message = new MessageId(row.getLong("id"));
        String words = Columns.optionalText(row, "words")
                .flatMap(text -> text.lines().findFirst())
                .orElse("");
        Instant at = Columns.instant(row, "since");
        return LedgerRows.verdict(row).map(verdict -> new LastWords(account, email, message, verdict, words, at));
    }

    @Override
    public Optional<WaitingMessage> find(AccountId account, MessageId message) {
        return database.read(handle -> handle.createQuery(SQL.get("waitingMessage"))
                .bind("message", message.value())
                .bind("account", account.value())
                .map((row, context) -> new WaitingMessage(
                        new EmailId(row.getLong("queued_email")),
                        row.getString("domain"),
                        Columns.instant(row, "due_at"),
                        row.getInt("claimed") == 1,
                        Columns.optionalConstant(row, "hold", Hold.class),
                        LedgerRows.verdict(row)))
                .findOne());
    }

    @Override
    public List<ScheduledEmail> scheduled(Optional<AccountId> account, int limit) {
        return database.read(handle -> query(handle, "scheduled", account)
                .bind("limit", limit)
                .map((row, context) -> new ScheduledEmail(
                        new AccountId(row.getLong("account")),
                        new EmailId(row.getLong("id")),
                        row.getString("name"),
                        Columns.instant(row, "starts_at")))
                .list());
    }
}
