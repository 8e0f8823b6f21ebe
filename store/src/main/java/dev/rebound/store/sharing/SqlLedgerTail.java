package dev.rebound.store.sharing;

import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.sharing.Happened;
import dev.rebound.engine.sharing.LedgerTail;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.ledger.LedgerRows;
import dev.rebound.store.ledger.SettledNumbers;
import java.util.List;

/** On SQL; events are read by number, and only up to where none can appear below any more. Thread-safe. */
final class SqlLedgerTail implements LedgerTail {

    /** Numbers looked at in one go; fewer events where numbers are missing. */
    private static final long WINDOW = 5_000;

    private static final NamedSql SQL = NamedSql.beside(SqlLedgerTail.class, "sharing.sql");

    private final Database database;
    private final SettledNumbers numbers;

    SqlLedgerTail(Database database, SettledNumbers numbers) {
        this.database = database;
        this.numbers = numbers;
    }

    @Override
    public long told() {
        return database.read(handle -> Prepared.of(handle, SQL, "told")
                .first(row -> row.getLong("told"))
                .orElse(0L));
    }

    @Override
    public long last() {
        return numbers.last();
    }

    @Override
    public void told(long number) {
        database.write(
                "how far the ledger was told",
                handle -> Prepared.of(handle, SQL, "tell").bind("told", number).execute());
    }

    @Override
    public Stretch after(long number, int limit) {
        long end = Math.min(number + WINDOW, Math.max(number, numbers.last()));
        return database.read(handle -> {
            List<Happened> events = Prepared.of(handle, SQL, "after")
                    .bind("after", number)
                    .bind("end", end)
                    .bind("limit", limit)
                    .list(row -> new Happened(
                            row.getLong("seq"),
                            LedgerRows.event(row),
                            Columns.optionalLong(row, "email").map(EmailId::new),
                            LedgerRows.evidence(row)));
            return new Stretch(
                    events, events.size() < limit ? end : events.getLast().number());
        });
    }
}
