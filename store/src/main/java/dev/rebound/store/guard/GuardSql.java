package dev.rebound.store.guard;

import dev.rebound.store.database.KeyedQuery;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** The statements of the guard, and its units of time. */
final class GuardSql {

    private static final NamedSql SQL = NamedSql.beside(GuardSql.class, "guard.sql");
    private static final long SECONDS_PER_MINUTE = 60;
    private static final long MINUTES_PER_HOUR = 60;

    private GuardSql() {}

    static String get(String name) {
        return SQL.get(name);
    }

    static Prepared on(Handle handle, String name) {
        return Prepared.of(handle, SQL, name);
    }

    static KeyedQuery keyed(Handle handle, String name) {
        return new KeyedQuery(handle, SQL, name);
    }

    static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SECONDS_PER_MINUTE);
    }

    static Instant atMinute(long minute) {
        return Instant.ofEpochSecond(minute * SECONDS_PER_MINUTE);
    }

    static long hour(Instant at) {
        return Math.floorDiv(minute(at), MINUTES_PER_HOUR);
    }
}
