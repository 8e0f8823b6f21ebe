package dev.rebound.store.metrics;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.engine.metrics.StoreFigures;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The store in numbers, on SQL. Thread-safe. */
public final class SqlStoreFigures implements StoreFigures {

    private static final NamedSql SQL = NamedSql.beside(SqlStoreFigures.class, "metrics.sql");

    private final Database database;

    public SqlStoreFigures(Database database) {
        this.database = database;
    }

    @Override
    public long lastEvent() {
        return database.read(handle -> figure(handle, "lastEvent"));
    }

    @Override
    public Tally eventsAfter(long number) {
        return database.read(handle -> {
            long end = figure(handle, "lastEvent");
            Map<EventKind, Long> counts = new HashMap<>();
            Prepared.of(handle, SQL, "eventsAfter")
                    .bind("after", number)
                    .bind("end", end)
                    .list(row -> counts.put(
                            new EventKind(
                                    row.getString("type"), Columns.optionalConstant(row, "bounce", BounceType.class)),
                            row.getLong("events")));
            return new Tally(counts, end);
        });
    }

    @Override
    public Standing standing() {
        return database.read(handle -> new Standing(
                figure(handle, "lastEvent"),
                figure(handle, "queued"),
                figure(handle, "quarantined"),
                figure(handle, "globallyBounced"),
                figure(handle, "webhooksFailing"),
                figure(handle, "deadLetters"),
                figure(handle, "circuitsOpen"),
                figure(handle, "bouncesHeld")));
    }

    private static long figure(Handle handle, String statement) {
        return Prepared.of(handle, SQL, statement)
                .first(row -> row.getLong("figure"))
                .orElse(0L);
    }
}
