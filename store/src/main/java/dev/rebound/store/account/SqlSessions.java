package dev.rebound.store.account;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.OpenSessions;
import dev.rebound.engine.account.Session;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions on SQL. Thread-safe. */
public final class SqlSessions implements OpenSessions {

    /** No session lasts longer; one that ended so long before the end of a new one is forgotten. */
    private static final Duration SESSION_TIME_MAX = Duration.ofDays(366);

    private static final NamedSql SQL = NamedSql.beside(SqlSessions.class, "sessions.sql");

    private final Database database;

    public SqlSessions(Database database) {
        this.database = database;
    }

    @Override
    public void open(Session session) {
        database.write("a session", handle -> {
            handle.createUpdate(SQL.get("forgetExpiredSessions"))
                    .bind("before", Micros.of(session.expiresAt().minus(SESSION_TIME_MAX)))
                    .execute();
            return handle.createUpdate(SQL.get("openSession"))
                    .bind("tokenHash", session.tokenHash())
                    .bind("user", session.userId())
                    .bind("csrfToken", session.csrfToken())
                    .bind("account", session.account().map(AccountId::value).orElse(null))
                    .bind("expiresAt", Micros.of(session.expiresAt()))
                    .bind("openedAt", Micros.of(session.origin().openedAt()))
                    .bind("lastUsedAt", Micros.of(session.lastUsedAt()))
                    .bind("client", session.origin().client())
                    .bind("agent", session.origin().agent())
                    .execute();
        });
    }

    @Override
    public Optional<Session> find(String tokenHash, Instant now) {
        return database.read(handle -> handle.createQuery(SQL.get("session"))
                .bind("tokenHash", tokenHash)
                .bind("now", Micros.of(now))
                .map((row, context) -> session(row))
                .findOne());
    }

    @Override
    public List<Session> of(long user, Instant now) {
        return database.read(handle -> handle.createQuery(SQL.get("sessionsOfUser"))
                .bind("user", user)
                .bind("now", Micros.of(now))
                .map((row, context) -> session(row))
                .list());
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getString("token_hash"),
                row.getLong("user_id"),
                row.getString("csrf_token"),
                Columns.optionalLong(row, "account").map(AccountId::new),
                Columns.instant(row, "expires_at"),
                new Session.Origin(Columns.instant(row, "opened_at"), row.getString("client"), row.getString("agent")),
                Columns.instant(row, "last_used_at"));
    }

    @Override
    public void switchAccount(String tokenHash, AccountId account) {
        database.write(
                "the account of a session",
                handle -> handle.createUpdate(SQL.get("switchAccount"))
                        .bind("tokenHash", tokenHash)
                        .bind("account", account.value())
                        .execute());
    }

    @Override
    public void used(String tokenHash, Instant at) {
        database.write(
                "the use of a session",
                handle -> handle.createUpdate(SQL.get("sessionUsed"))
                        .bind("tokenHash", tokenHash)
                        .bind("at", Micros.of(at))
                        .execute());
    }

    @Override
    public void close(String tokenHash) {
        database.write(
                "the end of a session",
                handle -> handle.createUpdate(SQL.get("closeSession"))
                        .bind("tokenHash", tokenHash)
                        .execute());
    }

    @Override
    public void closeAll(long user, Optional<String> exceptTokenHash) {
        database.write(
                "the end of a person's sessions",
                handle -> handle.createUpdate(SQL.get("closeSessions"))
                        .bind("user", user)
                        .bind("except", exceptTokenHash.orElse(""))
                        .execute());
    }
}
