package dev.rebound.store.node;

import dev.rebound.engine.node.Duties;
import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.NodeNumber;
import dev.rebound.store.database.Database;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** Duties on SQL. Thread-safe. */
public final class SqlDuties implements Duties {

    private final Database database;

    public SqlDuties(Database database) {
        this.database = database;
    }

    @Override
    public Set<Duty> take(NodeNumber node, Set<Duty> wanted) {
        return database.writeSoon("duties taken", handle -> {
            boolean alive = NodeSql.on(handle, "isAlive")
                    .bind("number", node.value())
                    .first(row -> true)
                    .orElse(false);
            return alive ? take(handle, node, wanted) : Set.<Duty>of();
        });
    }

    /** In the order of their names, so that two nodes that take the same ones do not wait for each other. */
    private static Set<Duty> take(Handle handle, NodeNumber node, Set<Duty> wanted) {
        long now = NodeSql.now(handle);
        Map<Duty, NodeNumber> held = NodeRows.held(handle, now);
        Set<Duty> free = new TreeSet<>(wanted);
        free.removeAll(held.keySet());
        for (Duty duty : free) {
            NodeSql.on(handle, "takeDuty")
                    .bind("name", duty.name())
                    .bind("node", node.value())
                    .bind("now", now)
                    .bind("dead", NodeSql.deadSince(now))
                    .execute();
        }
        Set<Duty> own = new TreeSet<>();
        NodeRows.held(handle, now).forEach((duty, holder) -> {
            if (holder.equals(node)) {
                own.add(duty);
            }
        });
        return Set.copyOf(own);
    }

    @Override
    public void layDown(NodeNumber node, Set<Duty> duties) {
        database.writeSoon("duties laid down", handle -> {
            for (Duty duty : new TreeSet<>(duties)) {
                NodeSql.on(handle, "layDown")
                        .bind("name", duty.name())
                        .bind("node", node.value())
                        .execute();
            }
            return true;
        });
    }

    @Override
    public Map<Duty, NodeNumber> held() {
        return database.read(handle -> NodeRows.held(handle, NodeSql.now(handle)));
    }
}
