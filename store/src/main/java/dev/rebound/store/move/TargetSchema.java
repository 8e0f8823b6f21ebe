package dev.rebound.store.move;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What tables the server has for us, and in what order they can be filled. */
final class TargetSchema {

    /** There for several writers only: filled by the migration or by those who work there, and with nothing to move on SQLite. */
    private static final Set<String> NOT_MOVED = Set.of("address_locks", "nodes", "duties", "attempts");

    /** Filled by whoever opens the database for the first time, and no sign that somebody works with it. */
    private static final Set<String> FILLED_BY_OPENING = Set.of("database_keys");

    /** Numbers that are given out by a sequence of that name, and where those that were given out stand. */
    static final Map<String, String> SEQUENCES = Map.of(
            "ledger_numbers", "select max(seq) from ledger",
            "message_numbers", "select max(id) from messages");

    private static final String COLUMNS = """
            select c.table_name, c.column_name, c.data_type
            from information_schema.columns c join pg_class t on t.oid = format('%I.%I', c.table_schema, c.table_name)::regclass
            where c.table_schema = current_schema() and t.relkind in ('r', 'p') and not t.relispartition
              and c.table_name not like 'flyway%'
            order by c.table_name, c.ordinal_position""";

    private static final String NEEDS = """
            select distinct a.relname, b.relname
            from pg_constraint c join pg_class a on a.oid = c.conrelid join pg_class b on b.oid = c.confrelid
            where c.contype = 'f' and a.oid <> b.oid""";

    private static final String IDENTITIES = """
            select table_name, column_name from information_schema.columns
            where table_schema = current_schema() and is_identity = 'YES' order by table_name""";

    private TargetSchema() {}

    /** All that are moved; each after those its rows refer to. */
    static List<TableShape> tables(Connection target) throws SQLException {
        Map<String, TableShape> shapes = shapes(target);
        Map<String, Set<String>> needs = needs(target);
        Set<String> ordered = new LinkedHashSet<>();
        while (ordered.size() < shapes.size()) {
            int before = ordered.size();
            for (String table : shapes.keySet()) {
                if (ordered.containsAll(needs.getOrDefault(table, Set.of()))) {
                    ordered.add(table);
                }
            }
            if (ordered.size() == before) {
                throw new IllegalStateException("tables that refer to each other in a circle cannot be filled");
            }
        }
        return ordered.stream().map(shapes::get).toList();
    }

    /** Tables that somebody has put rows into. */
    static List<String> filled(Connection target, List<TableShape> tables) throws SQLException {
        List<String> filled = new ArrayList<>();
        for (TableShape table : tables) {
            try (Statement statement = target.createStatement();
                    ResultSet rows = statement.executeQuery("select 1 from " + table.quoted() + " limit 1")) {
                if (rows.next() && !FILLED_BY_OPENING.contains(table.name())) {
                    filled.add(table.name());
                }
            }
        }
        return filled;
    }

    /** Takes out what opening it has put in. */
    static void empty(Connection target) throws SQLException {
        for (String table : FILLED_BY_OPENING) {
            try (Statement statement = target.createStatement()) {
                statement.execute("delete from " + table);
            }
        }
    }

    private static Map<String, TableShape> shapes(Connection target) throws SQLException {
        Map<String, List<TableShape.Column>> columns = new LinkedHashMap<>();
        try (Statement statement = target.createStatement();
                ResultSet rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                if (!NOT_MOVED.contains(rows.getString(1))) {
                    columns.computeIfAbsent(rows.getString(1), first -> new ArrayList<>())
                            .add(new TableShape.Column(rows.getString(2), TableShape.Kind.of(rows.getString(3))));
                }
            }
        }
        Map<String, TableShape> shapes = new TreeMap<>();
        columns.forEach((name, all) -> shapes.put(name, new TableShape(name, all)));
        return shapes;
    }

    private static Map<String, Set<String>> needs(Connection target) throws SQLException {
        Map<String, Set<String>> needs = new TreeMap<>();
        try (Statement statement = target.createStatement();
                ResultSet rows = statement.executeQuery(NEEDS)) {
            while (rows.next()) {
                needs.computeIfAbsent(rows.getString(1), first -> new TreeSet<>())
                        .add(rows.getString(2));
            }
        }
        return needs;
    }

    /** What is numbered goes on after the numbers that came with the rows. */
    static void setSequences(Connection target) throws SQLException {
        for (Map.Entry<String, String> sequence : SEQUENCES.entrySet()) {
            goOn(target, sequence.getKey(), sequence.getValue());
        }
        Map<String, String> identities = new LinkedHashMap<>();
        try (Statement statement = target.createStatement();
                ResultSet rows = statement.executeQuery(IDENTITIES)) {
            while (rows.next()) {
                identities.put(rows.getString(1), rows.getString(2));
            }
        }
        for (Map.Entry<String, String> identity : identities.entrySet()) {
            goOn(
                    target,
                    sequenceOf(target, identity.getKey(), identity.getValue()),
                    "select max(\"" + identity.getValue() + "\") from \"" + identity.getKey() + '"');
        }
    }

    private static String sequenceOf(Connection target, String table, String column) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement("select pg_get_serial_sequence(?, ?)")) {
            statement.setString(1, '"' + table + '"');
            statement.setString(2, column);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static void goOn(Connection target, String sequence, String greatest) throws SQLException {
        String next =
                "select setval(?::regclass, m.greatest) from (" + greatest + ") m (greatest) where m.greatest > 0";
        try (PreparedStatement statement = target.prepareStatement(next)) {
            statement.setString(1, sequence);
            statement.execute();
        }
    }
}
