package dev.rebound.store.node;

import dev.rebound.engine.node.Candidate;
import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.Node;
import dev.rebound.engine.node.NodeNumber;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Rows of the table of nodes. */
final class NodeRows {

    private NodeRows() {}

    /**
     * One with what others need not know.
     *
     * @param session by which the database knows its connections
     * @param agreed what it has of what all must have alike
     */
    record Row(Node node, String session, SortedMap<String, String> agreed) {

        /** What the other one has not, or has otherwise. */
        List<String> differing(Candidate other) {
            TreeSet<String> names = new TreeSet<>(agreed.keySet());
            names.addAll(other.agreed().keySet());
            return names.stream()
                    .filter(name ->
                            !agreed.getOrDefault(name, "").equals(other.agreed().getOrDefault(name, "")))
                    .toList();
        }
    }

    static List<Row> living(Handle handle) {
        return NodeSql.on(handle, "living")
                .list(row -> new Row(node(row, Map.of()), row.getString("session"), agreed(row.getString("agreed"))));
    }

    /** A name and a fingerprint a line. */
    static String agreed(Candidate candidate) {
        return candidate.agreed().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static SortedMap<String, String> agreed(String lines) {
        SortedMap<String, String> agreed = new TreeMap<>();
        lines.lines().forEach(line -> {
            int space = line.lastIndexOf(' ');
            agreed.put(line.substring(0, space), line.substring(space + 1));
        });
        return agreed;
    }

    private record Holding(Duty duty, NodeNumber node, boolean alive) {}

    /** Duties whose holders are alive, by name. */
    static SortedMap<Duty, NodeNumber> held(Handle handle, long now) {
        SortedMap<Duty, NodeNumber> held = new TreeMap<>();
        NodeSql.on(handle, "holders")
                .bind("dead", NodeSql.deadSince(now))
                .list(row -> new Holding(
                        new Duty(row.getString("name")),
                        new NodeNumber(row.getLong("node")),
                        row.getInt("is_alive") == 1))
                .stream()
                .filter(Holding::alive)
                .forEach(holding -> held.put(holding.duty(), holding.node()));
        return held;
    }

    static Map<NodeNumber, List<Duty>> duties(Handle handle, long now) {
        Map<NodeNumber, List<Duty>> duties = new HashMap<>();
        held(handle, now)
                .forEach((duty, node) ->
                        duties.computeIfAbsent(node, first -> new ArrayList<>()).add(duty));
        return duties;
    }

    static Node node(ResultSet row, Map<NodeNumber, List<Duty>> duties) throws SQLException {
        NodeNumber number = new NodeNumber(row.getLong("number"));
        return new Node(
                number,
                new Node.About(
                        row.getString("name"),
                        row.getString("host"),
                        row.getString("version"),
                        row.getString("rules_version")),
                Columns.instant(row, "joined_at"),
                new Node.Standing(
                        Columns.instant(row, "seen_at"),
                        Columns.instant(row, "lease_until"),
                        row.getInt("in_hand"),
                        Micros.toLength(row.getLong("clock_ahead"))),
                Columns.constant(row, "state", Node.State.class),
                ending(row),
                duties.getOrDefault(number, List.of()));
    }

    private static Optional<Node.Ending> ending(ResultSet row) throws SQLException {
        Optional<Instant> endedAt = Columns.optionalInstant(row, "ended_at");
        Optional<Instant> settledAt = Columns.optionalInstant(row, "settled_at");
        if (endedAt.isEmpty()) {
            return Optional.empty();
        }
        Optional<Node.Settled> settled = settledAt.isEmpty() ? Optional.empty() : Optional.of(settled(row));
        return Optional.of(new Node.Ending(endedAt.get(), settled));
    }

    private static Node.Settled settled(ResultSet row) throws SQLException {
        return new Node.Settled(
                Columns.instant(row, "settled_at"),
                new NodeNumber(row.getLong("settled_by")),
                row.getInt("returned"),
                row.getInt("doubtful"));
    }
}
