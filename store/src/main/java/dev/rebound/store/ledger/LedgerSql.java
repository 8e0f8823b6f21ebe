package dev.rebound.store.ledger;

import dev.rebound.store.database.KeyedQuery;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import org.jdbi.v3.core.Handle;

/** The statements of this package. */
final class LedgerSql {

    private static final NamedSql SQL = NamedSql.beside(LedgerSql.class, "ledger.sql");

    private LedgerSql() {}

    static String get(String name) {
        return SQL.get(name);
    }

    /** A statement of the paths that run for every event. */
    static Prepared on(Handle handle, String name) {
        return Prepared.of(handle, SQL, name);
    }

    /** A statement that asks for many keys at once. */
    static KeyedQuery keyed(Handle handle, String name) {
        return new KeyedQuery(handle, SQL, name);
    }
}
