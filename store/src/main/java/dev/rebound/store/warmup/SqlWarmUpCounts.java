package dev.rebound.store.warmup;

import dev.rebound.engine.warmup.WarmUpCounts;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.NamedSql;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Counts of addresses that are being warmed up, on SQL. Thread-safe. */
public final class SqlWarmUpCounts implements WarmUpCounts {

    private static final NamedSql SQL = NamedSql.beside(SqlWarmUpCounts.class, "warmup.sql");

    private final Database database;

    public SqlWarmUpCounts(Database database) {
        this.database = database;
    }

    @Override
    public int take(Count count, int wanted, int allowance) {
        return database.write("an allowance of a warm-up", handle -> {
            int counted = handle.createQuery(SQL.get("counted"))
                    .bind("address", count.address())
                    .bind("destination", count.destination())
                    .bind("day", count.day().toEpochDay())
                    .map((row, context) -> row.getInt("messages"))
                    .findOne()
                    .orElse(0);
            int taken = Math.clamp((long) allowance - counted, 0, wanted);
            if (taken > 0) {
                add(handle, count, taken);
            }
            return taken;
        });
    }

    private static void add(Handle handle, Count count, int messages) {
        handle.createUpdate(SQL.get("count"))
                .bind("address", count.address())
                .bind("destination", count.destination())
                .bind("day", count.day().toEpochDay())
                .bind("messages", messages)
                .execute();
    }

    @Override
    public void giveBack(Count count, int messages) {
        database.write("an allowance of a warm-up given back", handle -> {
            add(handle, count, -messages);
            return messages;
        });
    }

    @Override
    public List<Used> used(LocalDate day) {
        return database.read(handle -> handle.createQuery(SQL.get("used"))
                .bind("day", day.toEpochDay())
                .map((row, context) -> new Used(
                        new Count(row.getString("address"), row.getString("destination"), day), row.getInt("messages")))
                .list());
    }

    @Override
    public void forgetBefore(LocalDate day) {
        database.write(
                "counts of warm-ups long ago",
                handle -> handle.createUpdate(SQL.get("forget"))
                        .bind("day", day.toEpochDay())
                        .execute());
    }
}
