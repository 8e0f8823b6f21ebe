package dev.rebound.store.node;

import dev.rebound.engine.node.Candidate;
import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.Node;
import dev.rebound.engine.node.Node.Settled;
import dev.rebound.engine.node.NodeNumber;
import dev.rebound.engine.node.Nodes;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.database.Turns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/**
 * Nodes on SQL. Whatever changes who is alive goes through the writer that does not wait for syncs: a heartbeat must not queue up behind a
 * large import, and what a crash of the database may take back is at most a heartbeat or two. What is put back into the queue is
 * synced like everything about messages, and everything written before with it.
 *
 * <p>Thread-safe.
 */
public final class SqlNodes implements Nodes {

    private final Database database;

    public SqlNodes(Database database) {
        this.database = database;
    }

    @Override
    public Joining join(Candidate candidate, Duration lease) {
        return database.writeSoon("a node joins", handle -> {
            takeTurn(handle);
            long now = NodeSql.now(handle);
            for (NodeRows.Row living : NodeRows.living(handle)) {
                boolean sameName =
                        living.node().about().name().equals(candidate.about().name());
                if (sameName && isGone(handle, living)) {
                    end(handle, living.node().number(), Node.State.LOST, now);
                } else if (isSilent(living, now)) {
                    fence(handle, living, now);
                } else if (sameName) {
                    return new Joining.NameTaken(living.node());
                } else if (!living.differing(candidate).isEmpty()) {
                    return new Joining.Disagrees(living.node().about().name(), living.differing(candidate));
                }
            }
            return new Joining.Joined(insert(handle, candidate, now, lease));
        });
    }

    private static void takeTurn(Handle handle) {
        Turns.of(handle, "nodes", 0);
    }

    /** The process was killed: the system has closed its connections. */
    private static boolean isGone(Handle handle, NodeRows.Row living) {
        return NodeSql.on(handle, "sessions")
                        .bind("session", living.session())
                        .first(row -> row.getLong("number"))
                        .orElseThrow()
                == 0;
    }

    private static boolean isSilent(NodeRows.Row living, long now) {
        return Micros.of(living.node().standing().leaseUntil()) <= NodeSql.deadSince(now);
    }

    private NodeNumber insert(Handle handle, Candidate candidate, long now, Duration lease) {
        Node.About about = candidate.about();
        return NodeSql.on(handle, "join")
                .bind("name", about.name())
                .bind("host", about.host())
                .bind("version", about.version())
                .bind("rules", about.rulesVersion())
                .bind("session", database.session())
                .bind("agreed", NodeRows.agreed(candidate))
                .bind("now", now)
                .bind("until", now + micros(lease))
                .first(row -> new NodeNumber(row.getLong("number")))
                .orElseThrow();
    }

    private static boolean end(Handle handle, NodeNumber node, Node.State state, long now) {
        int ended = NodeSql.on(handle, "end")
                .bind("number", node.value())
                .bind("state", state.name())
                .bind("now", now)
                .execute();
        layDownAll(handle, node);
        return ended > 0;
    }

    private static void layDownAll(Handle handle, NodeNumber node) {
        NodeSql.on(handle, "layDownAll").bind("number", node.value()).execute();
    }

    private static long micros(Duration length) {
        return TimeUnit.MICROSECONDS.convert(length);
    }

    @Override
    public Optional<Beat> beat(NodeNumber node, Report report) {
        return database.writeSoon("a heartbeat", handle -> {
            long now = NodeSql.now(handle);
            long ahead = Micros.of(report.clock()) - now;
            int renewed = NodeSql.on(handle, "beat")
                    .bind("number", node.value())
                    .bind("now", now)
                    .bind("until", now + micros(report.lease()))
                    .bind("inHand", report.inHand())
                    .bind("rules", report.rulesVersion())
                    .bind("ahead", ahead)
                    .execute();
            if (renewed == 0) {
                return Optional.empty();
            }
            NodeSql.on(handle, "forgetSettled").bind("number", node.value()).execute();
            int alive = (int) NodeRows.living(handle).stream()
                    .filter(living -> !isSilent(living, now))
                    .count();
            return Optional.of(new Beat(Math.max(1, alive), Micros.toLength(ahead)));
        });
    }

    @Override
    public List<Node> fenceSilent(NodeNumber by) {
        return database.writeSoon("silent nodes fenced", handle -> {
            long now = NodeSql.now(handle);
            List<Node> fenced = new ArrayList<>();
            for (NodeRows.Row living : NodeRows.living(handle)) {
                NodeNumber number = living.node().number();
                if (!number.equals(by) && isSilent(living, now) && fence(handle, living, now)) {
                    fenced.add(living.node());
                }
            }
            return fenced;
        });
    }

    /** Its sessions end first: one that stands still in the middle of a claim holds its own row, among others. */
    private boolean fence(Handle handle, NodeRows.Row silent, long now) {
        NodeNumber number = silent.node().number();
        if (!silent.session().equals(database.session())) {
            NodeSql.on(handle, "endSessions").bind("session", silent.session()).list(row -> row.getLong("number"));
        }
        int fenced = NodeSql.on(handle, "fence")
                .bind("number", number.value())
                .bind("now", now)
                .bind("dead", NodeSql.deadSince(now))
                .execute();
        if (fenced == 0) {
            return false;
        }
        layDownAll(handle, number);
        return true;
    }

    @Override
    public List<Node> unsettled() {
        return database.read(handle ->
                NodeSql.on(handle, "unsettled").list(row -> NodeRows.node(row, Map.<NodeNumber, List<Duty>>of())));
    }

    @Override
    public Optional<Settled> settle(NodeNumber ended, NodeNumber by, Instant doubtfulDue) {
        return database.write("a node's messages given back", handle -> {
            long now = NodeSql.now(handle);
            int first = about(handle, "settle", ended)
                    .bind("now", now)
                    .bind("by", by.value())
                    .execute();
            if (first == 0) {
                return Optional.empty();
            }
            int doubtful = about(handle, "putOffDoubtful", ended)
                    .bind("due", Micros.of(doubtfulDue))
                    .execute();
            int certain = about(handle, "returnClaims", ended).execute();
            about(handle, "forgetAttempts", ended).execute();
            about(handle, "found", ended)
                    .bind("returned", doubtful + certain)
                    .bind("doubtful", doubtful)
                    .execute();
            return Optional.of(new Settled(Micros.toInstant(now), by, doubtful + certain, doubtful));
        });
    }

    private static Prepared about(Handle handle, String statement, NodeNumber node) {
        return NodeSql.on(handle, statement).bind("number", node.value());
    }

    @Override
    public void leave(NodeNumber node) {
        database.writeSoon("a node leaves", handle -> end(handle, node, Node.State.LEFT, NodeSql.now(handle)));
    }

    @Override
    public List<Node> list(int limit) {
        return database.read(handle -> {
            Map<NodeNumber, List<Duty>> duties = NodeRows.duties(handle, NodeSql.now(handle));
            return NodeSql.on(handle, "list").bind("limit", limit).list(row -> NodeRows.node(row, duties));
        });
    }

    @Override
    public void forgetSettled(Duration longerAgo) {
        database.writeSoon(
                "nodes forgotten",
                handle -> NodeSql.on(handle, "forget")
                        .bind("before", NodeSql.now(handle) - micros(longerAgo))
                        .execute());
    }
}
