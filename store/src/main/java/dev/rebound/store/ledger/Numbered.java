package dev.rebound.store.ledger;

import dev.rebound.core.ledger.LedgerEvent;
import java.sql.ResultSet;
import java.sql.SQLException;

/** An event with its number in the ledger. */
record Numbered(long seq, LedgerEvent event) {

    /** That of the current row. */
    static Numbered of(ResultSet row) throws SQLException {
        return new Numbered(row.getLong("seq"), EventRow.event(row));
    }
}
