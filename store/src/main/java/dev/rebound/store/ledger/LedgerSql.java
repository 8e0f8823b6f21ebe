package dev.rebound.store.ledger;

import dev.rebound.store.database.NamedSql;

/** The statements of this package. */
final class LedgerSql {

    private static final NamedSql SQL = NamedSql.beside(LedgerSql.class, "ledger.sql");

    private LedgerSql() {}

    static String get(String name) {
        return SQL.get(name);
    }
}
