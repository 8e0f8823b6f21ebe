package dev.rebound.store.sharing;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.sharing.Known;
import dev.rebound.engine.sharing.WaitingLifts;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import java.util.List;

/** On SQL, under the address's keyed hash, as the list of global bounces is: erasing an address leaves nothing of it. */
final class SqlWaitingLifts implements WaitingLifts {

    private static final NamedSql SQL = NamedSql.beside(SqlWaitingLifts.class, "sharing.sql");

    private final Database database;

    SqlWaitingLifts(Database database) {
        this.database = database;
    }

    @Override
    public void keep(Known.Freed freed) {
        database.write(
                "a lift that waits",
                handle -> Prepared.of(handle, SQL, "keepLift")
                        .bind("address", freed.address().value())
                        .bind("account", freed.account().value())
                        .bind("since", Micros.of(freed.since()))
                        .execute());
    }

    @Override
    public List<Known.Freed> of(AddressKey address) {
        return database.read(handle -> Prepared.of(handle, SQL, "liftsOf")
                .bind("address", address.value())
                .list(row -> new Known.Freed(
                        address, new AccountId(row.getLong("account")), Columns.instant(row, "since"))));
    }

    @Override
    public void forget(AddressKey address, AccountId account) {
        database.write(
                "a lift that waited",
                handle -> Prepared.of(handle, SQL, "forgetLift")
                        .bind("address", address.value())
                        .bind("account", account.value())
                        .execute());
    }

    @Override
    public boolean any() {
        return database.read(
                handle -> Prepared.of(handle, SQL, "anyLift").first(row -> true).isPresent());
    }
}
