package dev.rebound.store.guard;

import dev.rebound.core.guard.CircuitId;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The circuits that matter to a batch: open ones, and those closed so lately that they say what is to be ignored. */
final class CircuitsInForce {

    /** No circuit is muted for longer. */
    static final Duration MUTED_FOR_MAX = Duration.ofDays(1);

    private static final long NOTHING_IGNORED = Long.MIN_VALUE;

    private final Map<String, CircuitId> open = new HashMap<>();
    private final Map<String, Instant> closed = new HashMap<>();
    private final Map<String, Instant> muted = new HashMap<>();

    static CircuitsInForce at(Handle handle, Instant first) {
        CircuitsInForce circuits = new CircuitsInForce();
        GuardSql.on(handle, "inForce")
                .bind("recently", Micros.of(first.minus(MUTED_FOR_MAX)))
                .list(circuits::add);
        return circuits;
    }

    private boolean add(ResultSet row) throws SQLException {
        String key = row.getString("key");
        Optional<Instant> closedAt = Columns.optionalInstant(row, "closed_at");
        if (closedAt.isEmpty()) {
            open.put(key, new CircuitId(row.getLong("id")));
        } else {
            closed.merge(key, closedAt.get(), CircuitsInForce::later);
        }
        Columns.optionalInstant(row, "muted_until").ifPresent(until -> muted.merge(key, until, CircuitsInForce::later));
        return true;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The first of the keys whose circuit is open. */
    Optional<CircuitId> openFor(List<String> keys) {
        return keys.stream().filter(open::containsKey).map(open::get).findFirst();
    }

    boolean isMuted(List<String> keys, Instant at) {
        return keys.stream()
                .anyMatch(key ->
                        Optional.ofNullable(muted.get(key)).filter(at::isBefore).isPresent());
    }

    /** The last minute of an earlier opening for one of the keys: what failed until then does not open a circuit again. */
    long ignored(List<String> keys) {
        return keys.stream()
                .filter(closed::containsKey)
                .map(closed::get)
                .mapToLong(GuardSql::minute)
                .max()
                .orElse(NOTHING_IGNORED);
    }

    void opened(String key, CircuitId circuit) {
        open.put(key, circuit);
    }
}
