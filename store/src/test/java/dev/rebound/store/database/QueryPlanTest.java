package dev.rebound.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks SQLite for the plan of every named statement and holds it against the comment above it: the indexes
 * it names are used, and no table is read from end to end but those it names with a reason.
 */
final class QueryPlanTest {

    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> everyStatementIsServedAsItsCommentSays() throws Exception {
        SqliteFile file = new SqliteFile(folder.resolve("plan.db"), AddressHashes.under(new byte[32]));
        file.migrate();
        List<DynamicTest> tests = new ArrayList<>();
        try (Connection connection = file.forReading().getConnection()) {
            Set<String> partial = partialIndexes(connection);
            for (Described statement : Described.all()) {
                List<String> plan = statement.explain(connection);
                tests.add(dynamicTest(statement.name(), () -> check(statement, plan, partial)));
            }
        }
        return tests;
    }

    private static Set<String> partialIndexes(Connection connection) throws SQLException {
        Set<String> partial = new TreeSet<>();
        String query = "select name from sqlite_schema where type = 'index' and sql like '%where%'";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                partial.add(rows.getString("name"));
            }
        }
        return partial;
    }

    private static void check(Described statement, List<String> plan, Set<String> partialIndexes) {
        String shown = statement.sql() + "\n" + String.join("\n", plan);
        assertTrue(!statement.by().isEmpty(), "says nobody who runs it: " + shown);
        assertEquals(
                statement.scans(),
                statement.scanned(plan, partialIndexes),
                () -> "reads other tables whole than it says: " + shown);
        Set<String> missing = new TreeSet<>(statement.indexes());
        missing.removeAll(statement.searched(plan));
        assertEquals(Set.of(), missing, () -> "is not served by what it names: " + shown);
    }

    /** By email alone it would read all messages of an email to get from one domain to the next. */
    @Test
    void aStepFromFlowToFlowSeeksByEmailAndDomain() throws Exception {
        SqliteFile file = new SqliteFile(folder.resolve("flows.db"), AddressHashes.under(new byte[32]));
        file.migrate();
        Described flows = Described.all().stream()
                .filter(statement -> statement.name().equals("delivery.sql flows"))
                .findFirst()
                .orElseThrow();
        try (Connection connection = file.forReading().getConnection()) {
            List<String> plan = flows.explain(connection);
            long seeks = plan.stream()
                    .filter(line -> line.contains("queue_flows (email=? AND domain>?)"))
                    .count();

            assertEquals(2, seeks, () -> String.join("\n", plan));
        }
    }

    @Test
    void thereAreStatementsToLookAt() throws IOException {
        assertTrue(Described.all().size() > 80, "only few statements were found");
    }
}
