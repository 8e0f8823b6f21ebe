package dev.rebound.store.suppression;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.suppression.GlobalBounce;
import dev.rebound.engine.suppression.SuppressedAddress;
import dev.rebound.engine.suppression.Suppressions;
import dev.rebound.engine.suppression.SuspectedFalse;
import dev.rebound.engine.suppression.SuspectedFalse.Sign;
import dev.rebound.store.database.AddressHashes;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.database.SearchPattern;
import dev.rebound.store.ledger.LedgerRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Suppressed addresses on SQL. Thread-safe. */
public final class SqlSuppressions implements Suppressions {

    private static final NamedSql SQL = NamedSql.beside(SqlSuppressions.class, "suppression.sql");

    private final Database database;

    public SqlSuppressions(Database database) {
        this.database = database;
    }

    @Override
    public List<SuppressedAddress> page(
            AccountId account, String search, Optional<Reason> reason, Optional<AddressKey> after, int limit) {
        return database.read(handle -> {
            var query = handle.createQuery(SQL.get(reason.isPresent() ? "pageOfReason" : "page"))
                    .bind("account", account.value())
                    .bind("search", SearchPattern.containing(search))
                    .bind("after", after.map(AddressKey::value).orElse(""))
                    .bind("limit", limit);
            reason.ifPresent(one -> query.bind("reason", one.name()));
            return query.map((row, context) -> suppressed(row)).list();
        });
    }

    @Override
    public Map<Reason, Long> counts(AccountId account) {
        return database.read(handle -> {
            Map<Reason, Long> counts = new EnumMap<>(Reason.class);
            handle.createQuery(SQL.get("counts"))
                    .bind("account", account.value())
                    .map((row, context) ->
                            Map.entry(Columns.constant(row, "reason", Reason.class), row.getLong("number")))
                    .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
            return counts;
        });
    }

    @Override
    public Optional<SuppressedAddress> find(AccountId account, AddressKey address) {
        return database.read(handle -> handle.createQuery(SQL.get("find"))
                .bind("account", account.value())
                .bind("address", address.value())
                .map((row, context) -> suppressed(row))
                .findOne());
    }

    private static SuppressedAddress suppressed(ResultSet row) throws SQLException {
        return new SuppressedAddress(
                new AddressKey(row.getString("address_key")),
                LedgerRows.suppression(row),
                Columns.optionalInstant(row, "global_since").isPresent(),
                Columns.optionalLong(row, "contact_id").map(ContactId::new),
                Columns.optionalLong(row, "email_id").map(EmailId::new),
                Columns.optionalText(row, "email_name").orElse(""));
    }

    @Override
    public List<SuspectedFalse> suspected(AccountId account, Optional<AddressKey> after, int limit) {
        return database.read(handle -> Prepared.of(handle, SQL, "suspected")
                .bind("account", account.value())
                .bind("after", after.map(AddressKey::value).orElse(""))
                .bind("looksBack", Micros.of(Instant.EPOCH.plus(SuspectedFalse.LOOKS_BACK)))
                .bind("limit", limit)
                .list(SqlSuppressions::suspect));
    }

    private static SuspectedFalse suspect(ResultSet row) throws SQLException {
        Optional<Instant> unsubscribed = Columns.optionalInstant(row, "unsubscribed");
        if (unsubscribed.isPresent()) {
            return new SuspectedFalse(suppressed(row), Sign.UNSUBSCRIBED, unsubscribed.get());
        }
        Optional<Instant> answered = Columns.optionalInstant(row, "answered");
        if (answered.isPresent()) {
            return new SuspectedFalse(suppressed(row), Sign.ANSWERED, answered.get());
        }
        Optional<Instant> others = Columns.optionalInstant(row, "others");
        Sign sign = others.isPresent() ? Sign.TOOK_MAIL_OF_OTHERS : Sign.TOOK_MAIL;
        return new SuspectedFalse(suppressed(row), sign, others.orElse(Columns.instant(row, "own")));
    }

    @Override
    public List<GlobalBounce> global(Optional<String> after, int limit) {
        return database.read(handle -> Prepared.of(handle, SQL, "global")
                .bind("after", after.orElse(""))
                .bind("limit", limit)
                .list(SqlSuppressions::globalBounce));
    }

    @Override
    public Optional<GlobalBounce> findGlobal(AddressKey address) {
        return database.read(handle -> Prepared.of(handle, SQL, "globalOf")
                .bind("hash", AddressHashes.of(handle).of(address))
                .first(SqlSuppressions::globalBounce));
    }

    private static GlobalBounce globalBounce(ResultSet row) throws SQLException {
        return new GlobalBounce(row.getString("address_hash"), Columns.instant(row, "since"), row.getInt("accounts"));
    }

    @Override
    public long globalCount() {
        return database.read(handle -> handle.createQuery(SQL.get("globalCount"))
                .map((row, context) -> row.getLong("number"))
                .one());
    }
}
