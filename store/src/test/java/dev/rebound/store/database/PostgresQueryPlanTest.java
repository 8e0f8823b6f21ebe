package dev.rebound.store.database;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Asks PostgreSQL for the plan of every named statement: no table is read from end to end but those that the comment
 * above it names with a reason.
 *
 * <p>The tables are empty, so the planner is told that reading one whole, hashing and merging cost a lot: what is left
 * is the plan that big tables would get, if there is an index for it. Which of two indexes it takes does not matter
 * here; that the named one serves is shown on SQLite, whose indexes are the same.
 */
final class PostgresQueryPlanTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Names of texts where PostgreSQL cannot tell the type from the statement. */
    private static final Set<String> TEXTS = Set.of("url", "secret", "types", "problem", "clone");

    /** Nodes of a plan that ask for no more rows than they are asked for. */
    private static final Set<String> PASSING_ROWS_ON =
            Set.of("Append", "Merge Append", "LockRows", "Nested Loop", "Result", "Subquery Scan");

    private static final List<String> COSTS = List.of(
            "set enable_seqscan = off",
            "set enable_hashjoin = off",
            "set enable_mergejoin = off",
            "set enable_material = off",
            "set enable_memoize = off");

    @TestFactory
    List<DynamicTest> noStatementReadsATableWholeThatItDoesNotName() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        try (Connection connection =
                OwnPostgres.connection(OwnPostgres.running().newDatabase())) {
            for (String cost : COSTS) {
                execute(connection, cost);
            }
            // Our own connections say the pads of a key; a plan needs some.
            execute(connection, "set rebound.inner_pad = '00'");
            execute(connection, "set rebound.outer_pad = '00'");
            Set<String> partial = partialIndexes(connection);
            for (Described statement : Described.all()) {
                JsonNode plan = explain(connection, statement);
                tests.add(dynamicTest(statement.name(), () -> check(statement, plan, partial)));
            }
        }
        return tests;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Those of partitions go by the name of the whole's. */
    private static Set<String> partialIndexes(Connection connection) throws SQLException {
        Set<String> partial = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select indexrelid::regclass::text from pg_index where indpred is not null")) {
            while (rows.next()) {
                partial.add(rows.getString(1));
            }
        }
        return partial;
    }

    private static JsonNode explain(Connection connection, Described described) throws Exception {
        NamedSql.Positions positions =
                NamedSql.Positions.in(Dialect.POSTGRESQL.withLists(described.sql(Dialect.POSTGRESQL)), 1);
        try (PreparedStatement statement = connection.prepareStatement("explain (format json) " + positions.text())) {
            bind(connection, positions, statement);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return JSON.readTree(rows.getString(1)).get(0).get("Plan");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(described.name() + "\n" + positions.text(), e);
        }
    }

    private static void bind(Connection connection, NamedSql.Positions positions, PreparedStatement statement)
            throws SQLException {
        Map<String, List<Integer>> at = positions.at();
        List<Integer> types = types(connection, positions);
        for (Map.Entry<String, List<Integer>> name : at.entrySet()) {
            for (int position : name.getValue()) {
                int type = types.isEmpty()
                        ? (TEXTS.contains(name.getKey()) ? Types.VARCHAR : Types.BIGINT)
                        : types.get(position - 1);
                switch (type) {
                    case Types.BIGINT, Types.INTEGER, Types.NUMERIC -> statement.setLong(position, 1);
                    // Of one value, which is a number and a text.
                    case Types.ARRAY -> statement.setObject(position, "{1}", Types.OTHER);
                    case Types.BINARY -> statement.setBytes(position, new byte[1]);
                    default -> statement.setString(position, "a");
                }
            }
        }
    }

    /** As the server sees them; empty where it cannot tell. */
    private static List<Integer> types(Connection connection, NamedSql.Positions positions) {
        List<Integer> types = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(positions.text())) {
            ParameterMetaData parameters = statement.getParameterMetaData();
            for (int i = 1; i <= parameters.getParameterCount(); i++) {
                types.add(parameters.getParameterType(i));
            }
            return types;
        } catch (SQLException e) {
            return List.of();
        }
    }

    private static void check(Described statement, JsonNode plan, Set<String> partialIndexes) {
        Set<String> scanned = new TreeSet<>();
        collectScans(plan, false, partialIndexes, scanned);
        scanned.removeAll(statement.scans());
        assertTrue(
                scanned.isEmpty(),
                () -> "reads whole " + scanned + ": " + statement.sql(Dialect.POSTGRESQL) + "\n"
                        + plan.toPrettyString());
    }

    /** Under a limit an index that has the order asked for is read as far as the limit. */
    private static void collectScans(JsonNode node, boolean limited, Set<String> partialIndexes, Set<String> scanned) {
        String type = node.path("Node Type").asText();
        if (node.has("Relation Name") && !type.equals("ModifyTable")) {
            boolean served = switch (type) {
                case "Index Scan", "Index Only Scan" -> limited || seeks(node, partialIndexes);
                case "Bitmap Heap Scan" -> seeksByBitmap(node, partialIndexes);
                default -> false;
            };
            if (!served) {
                scanned.add(node.path("Relation Name").asText().replaceFirst("_\\d+$", ""));
            }
        }
        boolean stillLimited = type.equals("Limit") || (limited && PASSING_ROWS_ON.contains(type));
        for (JsonNode child : node.path("Plans")) {
            boolean inner = child.path("Parent Relationship").asText().equals("Inner");
            collectScans(child, stillLimited && !inner, partialIndexes, scanned);
        }
    }

    private static boolean seeks(JsonNode node, Set<String> partialIndexes) {
        return node.has("Index Cond")
                || partialIndexes.contains(node.path("Index Name").asText());
    }

    private static boolean seeksByBitmap(JsonNode node, Set<String> partialIndexes) {
        for (JsonNode child : node.path("Plans")) {
            boolean served = child.path("Node Type").asText().equals("Bitmap Index Scan")
                    ? seeks(child, partialIndexes)
                    : seeksByBitmap(child, partialIndexes);
            if (!served) {
                return false;
            }
        }
        return true;
    }
}
