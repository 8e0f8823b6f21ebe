package dev.rebound.store.audit;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import java.util.List;
import java.util.Optional;

/** The audit log on SQL. Thread-safe. */
public final class SqlAuditLog implements AuditLog {

    private static final NamedSql SQL = NamedSql.beside(SqlAuditLog.class, "audit.sql");

    private final Database database;

    public SqlAuditLog(Database database) {
        this.database = database;
    }

    @Override
    public void append(AuditEntry entry) {
        database.write(
                "an entry of the audit log",
                handle -> handle.createUpdate(SQL.get("append"))
                        .bind("at", Micros.of(entry.at()))
                        .bind("account", entry.account().map(AccountId::value).orElse(null))
                        .bind("by", entry.by())
                        .bind("action", entry.action().name())
                        .bind("subject", entry.subject())
                        .bind("detail", entry.detail())
                        .execute());
    }

    @Override
    public List<Numbered> page(Optional<AccountId> account, Optional<Long> before, int limit) {
        String statement = SQL.get(account.isPresent() ? "pageOfAccount" : "pageOfInstallation");
        return database.read(handle -> {
            var query = handle.createQuery(statement)
                    .bind("before", before.orElse(Long.MAX_VALUE))
                    .bind("limit", limit);
            account.ifPresent(id -> query.bind("account", id.value()));
            return query.map((row, context) -> new Numbered(
                            row.getLong("number"),
                            new AuditEntry(
                                    Columns.instant(row, "at"),
                                    account,
                                    row.getString("by_whom"),
                                    Columns.constant(row, "action", AuditAction.class),
                                    row.getString("subject"),
                                    row.getString("detail"))))
                    .list();
        });
    }
}
