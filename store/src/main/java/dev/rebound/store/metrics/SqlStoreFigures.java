package dev.rebound.store.metrics;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.engine.metrics.Intake;
import dev.rebound.engine.metrics.Intake.Came;
import dev.rebound.engine.metrics.StoreFigures;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.ledger.SettledNumbers;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The store in numbers, on SQL. Thread-safe. */
public final class SqlStoreFigures implements StoreFigures {

    private static final NamedSql SQL = NamedSql.beside(SqlStoreFigures.class, "metrics.sql");

    private final Database database;
    private final SettledNumbers numbers;

    public SqlStoreFigures(Database database, SettledNumbers numbers) {
        this.database = database;
        this.numbers = numbers;
    }

    @Override
    public long lastEvent() {
        return numbers.last();
    }

    @Override
    public Tally eventsAfter(long number) {
        long end = numbers.last();
        return database.read(handle -> {
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
        long last = numbers.last();
        return database.read(handle -> new Standing(
                last,
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

    @Override
    public Intake intake(Instant since) {
        return database.read(handle -> new Intake(
                came(handle, "reportsCame", EvidenceSource.class, since),
                came(handle, "quarantinedCame", QuarantineReason.class, since)));
    }

    private static <K extends Enum<K>> Map<K, Came> came(
            Handle handle, String statement, Class<K> kind, Instant since) {
        Map<K, Came> came = new EnumMap<>(kind);
        Prepared.of(handle, SQL, statement)
                .bind("since", Micros.of(since))
                .bind("limit", (long) Intake.NEWEST_MAX)
                .list(row -> came.put(
                        Columns.constant(row, "kind", kind),
                        new Came(row.getLong("number"), Columns.instant(row, "last"))));
        return came;
    }
}
