package dev.rebound.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks SQLite for the plan of every named statement and holds it against the comment above it: the indexes
 * it names are used, and no table is read from end to end but those it names with a reason.
 */
final class QueryPlanTest {

    private static final Path RESOURCES =
            Path.of(System.getProperty("rebound.root", ".."), "store/src/main/resources/dev/rebound/store");
    private static final Pattern TABLE = Pattern.compile(
            "\\b(?:from|join|update|into)\\s+(\\w+)(?:\\s+(?!left\\b|where\\b|on\\b|join\\b|set\\b|order\\b|group\\b"
                    + "|union\\b|limit\\b|values\\b)(\\w+))?");
    private static final Pattern SCAN = Pattern.compile("SCAN (?!CONSTANT|\\()(\\w+)");
    private static final Pattern COMPUTED = Pattern.compile("\\bwith (?:recursive )?(\\w+)");
    private static final Pattern SEARCH = Pattern.compile("SEARCH (\\w+)");
    private static final Pattern INDEX = Pattern.compile("INDEX (\\w+)");

    @TempDir
    Path folder;

    /** A statement and what its comment says of it. */
    private record Described(String name, String by, Set<String> indexes, Set<String> scans, String sql) {

        static Described of(String file, String block) {
            return new Described(
                    file + " " + comment(block, "name"),
                    comment(block, "by"),
                    words(comment(block, "index")),
                    words(comment(block, "scan").replaceFirst(",? (because|by) .*", "")),
                    block.lines()
                            .filter(line -> !line.startsWith("--"))
                            .reduce("", (a, b) -> a + "\n" + b)
                            .strip());
        }

        private static String comment(String block, String key) {
            return block.lines()
                    .filter(line -> line.startsWith("-- " + key + ": "))
                    .map(line -> line.substring(key.length() + 5))
                    .findFirst()
                    .orElse("");
        }

        private static Set<String> words(String list) {
            return new TreeSet<>(Arrays.stream(list.split(", "))
                    .filter(word -> !word.isEmpty())
                    .toList());
        }

        private Map<String, String> tables() {
            Map<String, String> tables = new HashMap<>();
            Matcher matcher = TABLE.matcher(sql);
            while (matcher.find()) {
                tables.put(matcher.group(1), matcher.group(1));
                if (matcher.group(2) != null) {
                    tables.put(matcher.group(2), matcher.group(1));
                }
            }
            return tables;
        }

        private List<String> explain(Connection connection) throws SQLException {
            List<String> plan = new ArrayList<>();
            String query = "explain query plan " + sql.replaceAll("<[a-z]+>", ":a, :b");
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    plan.add(rows.getString("detail"));
                }
            }
            return plan;
        }

        /**
         * What the plan reads whole, as tables. A partial index that the comment names is small. What an insert
         * shows beyond its own words are children of foreign keys, which SQLite reads only while one is violated.
         */
        Set<String> scanned(List<String> plan, Set<String> partialIndexes) {
            Set<String> scanned = found(
                    SCAN,
                    plan.stream()
                            .filter(line -> found(INDEX, List.of(line)).stream()
                                    .noneMatch(index -> indexes.contains(index) && partialIndexes.contains(index)))
                            .toList());
            // What a statement computes itself is no table.
            scanned.removeAll(found(COMPUTED, List.of(sql)));
            if (sql.startsWith("insert")) {
                scanned.retainAll(new Described(name, by, indexes, scans, sql.replaceFirst("insert into \\w+", ""))
                        .tables()
                        .values());
            }
            return scanned;
        }

        /** Indexes and tables by whose key or index the plan searches. */
        Set<String> searched(List<String> plan) {
            Set<String> searched = found(SEARCH, plan);
            searched.addAll(found(INDEX, plan));
            return searched;
        }

        private Set<String> found(Pattern pattern, List<String> plan) {
            Set<String> found = new TreeSet<>();
            for (String line : plan) {
                Matcher matcher = pattern.matcher(line);
                while (matcher.find()) {
                    found.add(tables().getOrDefault(matcher.group(1), matcher.group(1)));
                }
            }
            return found;
        }
    }

    private static List<Described> statements() throws IOException {
        List<Described> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            for (Path file :
                    files.filter(QueryPlanTest::isOfStatements).sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                for (String block : Files.readString(file).split("(?m)^(?=-- name:)", -1)) {
                    all.add(Described.of(name, block));
                }
            }
        }
        return all;
    }

    private static boolean isOfStatements(Path file) {
        return file.toString().endsWith(".sql") && !file.toString().contains("migration");
    }

    @TestFactory
    List<DynamicTest> everyStatementIsServedAsItsCommentSays() throws Exception {
        SqliteFile file = new SqliteFile(folder.resolve("plan.db"));
        file.migrate();
        List<DynamicTest> tests = new ArrayList<>();
        try (Connection connection = file.forReading().getConnection()) {
            Set<String> partial = partialIndexes(connection);
            for (Described statement : statements()) {
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
        SqliteFile file = new SqliteFile(folder.resolve("flows.db"));
        file.migrate();
        Described flows = statements().stream()
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
        assertTrue(statements().size() > 80, () -> "only few statements were found under " + RESOURCES);
    }
}
