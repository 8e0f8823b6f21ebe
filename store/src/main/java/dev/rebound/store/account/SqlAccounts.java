package dev.rebound.store.account;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.Accounts;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Accounts on SQL. Thread-safe. */
public final class SqlAccounts implements Accounts {

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
}
