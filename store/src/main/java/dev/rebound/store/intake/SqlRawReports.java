package dev.rebound.store.intake;

import dev.rebound.engine.intake.RawReports;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import java.time.Instant;

/** Raw reports on SQL. The ledger writes them together with its events. Thread-safe. */
public final class SqlRawReports implements RawReports {

    private static final NamedSql SQL = NamedSql.beside(SqlRawReports.class, "intake.sql");

    private final Database database;

    public SqlRawReports(Database database) {
        this.database = database;
    }

    @Override
    public int forgetBefore(Instant moment, int limit) {
        return database.write(
                "reports forgotten",
                handle -> handle.createUpdate(SQL.get("forgetRawReports"))
                        .bind("moment", Micros.of(moment))
                        .bind("limit", limit)
                        .execute());
    }
}
