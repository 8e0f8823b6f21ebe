package dev.rebound.store.account;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.ApiKey;
import dev.rebound.engine.account.ApiKeys;
import dev.rebound.engine.account.KeyScope;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** API keys on SQL. Thread-safe. */
public final class SqlApiKeys implements ApiKeys {

    private static final NamedSql SQL = NamedSql.beside(SqlApiKeys.class, "keys.sql");

    private final Database database;

    public SqlApiKeys(Database database) {
        this.database = database;
    }

    @Override
    public ApiKey create(NewKey key) {
        long id = database.write(
                "a new API key",
                handle -> handle.createQuery(SQL.get("createApiKey"))
                        .bind("account", key.account().value())
                        .bind("name", key.name())
                        .bind("operator", key.scopes().contains(KeyScope.OPERATOR) ? 1 : 0)
                        .bind("scopes", text(key.scopes()))
                        .bind("secretHash", key.secretHash())
                        .bind("at", Micros.of(key.createdAt()))
                        .bind("expiresAt", key.expiresAt().map(Micros::of).orElse(null))
                        .bind("requestsPerMinute", key.requestsPerMinute().orElse(null))
                        .map((row, context) -> row.getLong("id"))
                        .one());
        return new ApiKey(
                id,
                key.account(),
                key.name(),
                key.scopes(),
                key.requestsPerMinute(),
                new ApiKey.Life(
                        Micros.truncated(key.createdAt()),
                        key.expiresAt().map(Micros::truncated),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static String text(Set<KeyScope> scopes) {
        return scopes.stream().sorted().map(Enum::name).collect(Collectors.joining(" "));
    }

    @Override
    public Optional<ApiKey> find(String secretHash) {
        return database.read(handle -> handle.createQuery(SQL.get("apiKey"))
                .bind("secretHash", secretHash)
                .map((row, context) -> key(row))
                .findOne());
    }

    @Override
    public List<ApiKey> of(AccountId account) {
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
                scopes(row.getString("scopes")),
                Columns.optionalLong(row, "requests_per_minute").map(Long::intValue),
                new ApiKey.Life(
                        Columns.instant(row, "created_at"),
                        Columns.optionalInstant(row, "expires_at"),
                        Columns.optionalInstant(row, "revoked_at"),
                        Columns.optionalInstant(row, "last_used_at")));
    }

    private static Set<KeyScope> scopes(String text) {
        Set<KeyScope> scopes = EnumSet.noneOf(KeyScope.class);
        Arrays.stream(text.split(" ", -1)).map(KeyScope::valueOf).forEach(scopes::add);
        return scopes;
    }

    @Override
    public boolean revoke(AccountId account, long id, Instant at) {
        return database.write(
                "a revoked API key",
                handle -> handle.createUpdate(SQL.get("revokeApiKey"))
                                .bind("id", id)
                                .bind("account", account.value())
                                .bind("at", Micros.of(at))
                                .execute()
                        == 1);
    }

    @Override
    public void used(long id, Instant at) {
        database.write(
                "the use of an API key",
                handle -> handle.createUpdate(SQL.get("apiKeyUsed"))
                        .bind("id", id)
                        .bind("at", Micros.of(at))
                        .execute());
    }
}
