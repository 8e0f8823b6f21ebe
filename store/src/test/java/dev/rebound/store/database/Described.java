package dev.rebound.store.database;

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

/** A statement and what its comment says of it. */
record Described(String name, String by, Set<String> indexes, Set<String> scans, String text) {

    private static final Path RESOURCES =
            Path.of(System.getProperty("rebound.root", ".."), "store/src/main/resources/dev/rebound/store");
    private static final Pattern TABLE = Pattern.compile(
            "\\b(?:from|join|update|into)\\s+(\\w+)(?:\\s+(?!left\\b|where\\b|on\\b|join\\b|set\\b|order\\b|group\\b"
                    + "|union\\b|limit\\b|values\\b)(\\w+))?");
    private static final Pattern SCAN = Pattern.compile("SCAN (?!CONSTANT|\\()(\\w+)");
    private static final Pattern COMPUTED = Pattern.compile("\\bwith (?:recursive )?(\\w+)");
    private static final Pattern SEARCH = Pattern.compile("SEARCH (\\w+)");
    private static final Pattern INDEX = Pattern.compile("INDEX (\\w+)");

    private static Described of(String file, NamedSql statements, String block) {
        String name = comment(block, "name");
        return new Described(
                file + " " + name,
                comment(block, "by"),
                words(comment(block, "index")),
                words(comment(block, "scan").replaceFirst(",? (because|by) .*", "")),
                statements.get(name));
    }

    /** As SQLite takes it. */
    String sql() {
        return sql(Dialect.SQLITE);
    }

    String sql(Dialect dialect) {
        return dialect.of(text);
    }

    private static String comment(String block, String key) {
        return block.lines()
                .filter(line -> line.startsWith("-- " + key + ": "))
                .map(line -> line.substring(key.length() + 5))
                .findFirst()
                .orElse("");
    }

    private static Set<String> words(String list) {
        return new TreeSet<>(
                Arrays.stream(list.split(", ")).filter(word -> !word.isEmpty()).toList());
    }

    Map<String, String> tables() {
        Map<String, String> tables = new HashMap<>();
        Matcher matcher = TABLE.matcher(sql());
        while (matcher.find()) {
            tables.put(matcher.group(1), matcher.group(1));
            if (matcher.group(2) != null) {
                tables.put(matcher.group(2), matcher.group(1));
            }
        }
        return tables;
    }

    List<String> explain(Connection connection) throws SQLException {
        List<String> plan = new ArrayList<>();
        String query = "explain query plan " + sql().replaceAll("<[a-z]+>", ":a, :b");
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
        scanned.removeAll(found(COMPUTED, List.of(sql())));
        if (sql().startsWith("insert")) {
            scanned.retainAll(new Described(name, by, indexes, scans, sql().replaceFirst("insert into \\w+", ""))
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

    /** Every statement of every file. */
    static List<Described> all() throws IOException {
        List<Described> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            for (Path file : files.filter(Described::isOfStatements).sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                String text = Files.readString(file);
                NamedSql statements = NamedSql.parse(name, text);
                for (String block : text.split("(?m)^(?=-- (?:name|shared):)", -1)) {
                    if (block.startsWith("-- name:")) {
                        all.add(Described.of(name, statements, block));
                    }
                }
            }
        }
        return all;
    }

    private static boolean isOfStatements(Path file) {
        return file.toString().endsWith(".sql") && !file.toString().contains("migration");
    }
}
