package dev.rebound.store.account;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.account.ApiKey;
import dev.rebound.engine.account.KeyScope;
import dev.rebound.engine.account.Session;
import dev.rebound.engine.account.User;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Accounts, people, sessions and keys on SQL. Thread-safe. */
public final class SqlAccounts implements Accounts {

    /** No session lasts longer; one that ended so long before the end of a new one is forgotten. */
    private static final Duration SESSION_TIME_MAX = Duration.ofDays(366);

    private static final NamedSql SQL = NamedSql.beside(SqlAccounts.class, "account.sql");

    private final Database database;

    public SqlAccounts(Database database) {
        this.database = database;
    }

    @Override
    public AccountId create(String name, Instant at) {
        return database.write(
                "a new account",
                handle -> handle.createQuery(SQL.get("createAccount"))
                        .bind("name", name)
                        .bind("at", Micros.of(at))
                        .map((row, context) -> new AccountId(row.getLong("id")))
                        .one());
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return database.read(handle -> handle.createQuery(SQL.get("findAccount"))
                .bind("id", id.value())
                .map((row, context) -> account(row))
                .findOne());
    }

    @Override
    public List<Account> all() {
        return database.read(handle -> handle.createQuery(SQL.get("allAccounts"))
                .map((row, context) -> account(row))
                .list());
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(new AccountId(row.getLong("id")), row.getString("name"), Columns.instant(row, "created_at"));
    }

    @Override
    public Optional<User> createUser(
            String login, String name, String passwordHash, boolean operator, List<AccountId> accounts) {
        return database.write("a new person", handle -> {
            Optional<Long> id = handle.createQuery(SQL.get("createUser"))
                    .bind("login", lowerCase(login))
                    .bind("name", name)
                    .bind("passwordHash", passwordHash)
                    .bind("operator", operator ? 1 : 0)
                    .map((row, context) -> row.getLong("id"))
                    .findOne();
            id.ifPresent(user -> accounts.forEach(account -> addToAccount(handle, user, account)));
            return id.flatMap(user -> findUser(handle, user));
        });
    }

    private static void addToAccount(Handle handle, long user, AccountId account) {
        handle.createUpdate(SQL.get("addUserAccount"))
                .bind("user", user)
                .bind("account", account.value())
                .execute();
    }

    @Override
    public Optional<User> findUser(long id) {
        return database.read(handle -> findUser(handle, id));
    }

    private static Optional<User> findUser(Handle handle, long id) {
        return users(handle, handle.createQuery(SQL.get("findUser")).bind("id", id)).stream()
                .findFirst();
    }

    @Override
    public Optional<User> findUser(String login) {
        return database.read(handle ->
                users(handle, handle.createQuery(SQL.get("findUserByLogin")).bind("login", lowerCase(login))).stream()
                        .findFirst());
    }

    @Override
    public List<User> users() {
        return database.read(handle -> users(handle, handle.createQuery(SQL.get("allUsers"))));
    }

    private static List<User> users(Handle handle, Query query) {
        return query.map((row, context) -> user(handle, row)).list();
    }

    private static User user(Handle handle, ResultSet row) throws SQLException {
        long id = row.getLong("id");
        List<AccountId> accounts = handle.createQuery(SQL.get("accountsOfUser"))
                .bind("user", id)
                .map((inner, context) -> new AccountId(inner.getLong("account")))
                .list();
        return new User(
                id,
                row.getString("login"),
                row.getString("name"),
                row.getString("password_hash"),
                row.getInt("operator") == 1,
                accounts);
    }

    private static String lowerCase(String login) {
        return login.toLowerCase(Locale.ROOT);
    }

    @Override
    public void openSession(Session session) {
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
                    .execute();
        });
    }

    @Override
    public Optional<Session> session(String tokenHash, Instant now) {
        return database.read(handle -> handle.createQuery(SQL.get("session"))
                .bind("tokenHash", tokenHash)
                .bind("now", Micros.of(now))
                .map((row, context) -> new Session(
                        row.getString("token_hash"),
                        row.getLong("user_id"),
                        row.getString("csrf_token"),
                        Columns.optionalLong(row, "account").map(AccountId::new),
                        Columns.instant(row, "expires_at")))
                .findOne());
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
    public void closeSession(String tokenHash) {
        database.write(
                "the end of a session",
                handle -> handle.createUpdate(SQL.get("closeSession"))
                        .bind("tokenHash", tokenHash)
                        .execute());
    }

    @Override
    public ApiKey createApiKey(AccountId account, String name, KeyScope scope, String secretHash, Instant at) {
        long id = database.write(
                "a new API key",
                handle -> handle.createQuery(SQL.get("createApiKey"))
                        .bind("account", account.value())
                        .bind("name", name)
                        .bind("operator", scope == KeyScope.OPERATOR ? 1 : 0)
                        .bind("submissionOnly", scope == KeyScope.SUBMISSION ? 1 : 0)
                        .bind("secretHash", secretHash)
                        .bind("at", Micros.of(at))
                        .map((row, context) -> row.getLong("id"))
                        .one());
        return new ApiKey(id, account, name, scope, Micros.truncated(at), Optional.empty());
    }

    @Override
    public Optional<ApiKey> apiKey(String secretHash) {
        return database.read(handle -> handle.createQuery(SQL.get("apiKey"))
                .bind("secretHash", secretHash)
                .map((row, context) -> key(row))
                .findOne());
    }

    @Override
    public List<ApiKey> apiKeys(AccountId account) {
        return database.read(handle -> handle.createQuery(SQL.get("apiKeys"))
                .bind("account", account.value())
                .map((row, context) -> key(row))
                .list());
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getLong("id"),
                new AccountId(row.getLong("account")),
                row.getString("name"),
                scope(row),
                Columns.instant(row, "created_at"),
                Columns.optionalInstant(row, "revoked_at"));
    }

    private static KeyScope scope(ResultSet row) throws SQLException {
        if (row.getInt("submission_only") == 1) {
            return KeyScope.SUBMISSION;
        }
        return row.getInt("operator") == 1 ? KeyScope.OPERATOR : KeyScope.ACCOUNT;
    }

    @Override
    public boolean revokeApiKey(AccountId account, long id, Instant at) {
        return database.write(
                "a revoked API key",
                handle -> handle.createUpdate(SQL.get("revokeApiKey"))
                                .bind("id", id)
                                .bind("account", account.value())
                                .bind("at", Micros.of(at))
                                .execute()
                        == 1);
    }
}
