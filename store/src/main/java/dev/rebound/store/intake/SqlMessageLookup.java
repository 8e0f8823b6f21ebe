package dev.rebound.store.intake;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.intake.MessageLookup;
import dev.rebound.store.contact.StoredAddress;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Recipients of messages on SQL. Thread-safe. */
public final class SqlMessageLookup implements MessageLookup {

    private static final NamedSql SQL = NamedSql.beside(SqlMessageLookup.class, "intake.sql");

    private final Database database;

    public SqlMessageLookup(Database database) {
        this.database = database;
    }

    @Override
    public Optional<EmailAddress> recipientOf(AccountId account, MessageId message) {
        return database.read(handle -> Prepared.of(handle, SQL, "recipientOf")
                .bind("id", message.value())
                .bind("account", account.value())
                .first(SqlMessageLookup::recipient));
    }

    @Override
    public Optional<Sent> find(MessageId message) {
        return database.read(handle -> handle.createQuery(SQL.get("sent"))
                .bind("id", message.value())
                .map((row, context) -> new Sent(new AccountId(row.getLong("account")), recipient(row)))
                .findOne());
    }

    private static EmailAddress recipient(ResultSet row) throws SQLException {
        return StoredAddress.of(row.getString("recipient"), row.getString("address_key"));
    }
}
