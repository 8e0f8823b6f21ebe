package dev.rebound.store.node;

import dev.rebound.engine.node.Nodes;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/** The statements of this package. */
final class NodeSql {

    private static final NamedSql SQL = NamedSql.beside(NodeSql.class, "node.sql");
    private static final long GRACE_MICROS = TimeUnit.MICROSECONDS.convert(Nodes.GRACE);

    private NodeSql() {}

    static Prepared on(Handle handle, String name) {
        return Prepared.of(handle, SQL, name);
    }

    /** The database's clock, in microseconds. */
    static long now(Handle handle) {
        return on(handle, "now").first(row -> row.getLong("now")).orElseThrow();
    }

    /** Whose lease ended then or before is dead to others. */
    static long deadSince(long now) {
        return now - GRACE_MICROS;
    }
}
