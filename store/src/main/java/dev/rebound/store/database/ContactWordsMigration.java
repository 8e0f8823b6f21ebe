package dev.rebound.store.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Enters the contacts there are into the index of words; neither database could tell what a {@linkplain SearchWords word} is.
 * A million contacts take about a minute.
 */
final class ContactWordsMigration implements JavaMigration {

    private static final int CHUNK = 2_000;

    /** What is searched of a row. */
    private record Row(long id, long account, boolean isPart, String words) {}

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("53");
    }

    @Override
    public String getDescription() {
        return "words of contacts";
    }

    @Override
    public Integer getChecksum() {
        return 1;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        Map<Long, String> others = otherAddresses(connection);
        long last = 0;
        while (true) {
            List<Row> rows = behind(connection, last, others);
            if (rows.isEmpty()) {
                return;
            }
            enter(connection, rows);
            last = rows.getLast().id();
        }
    }

    private static Map<Long, String> otherAddresses(Connection connection) throws SQLException {
        Map<Long, String> others = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                        "select part_of, address from contacts where part_of is not null and part_of <> id");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                others.merge(rows.getLong(1), rows.getString(2), (one, other) -> one + " " + other);
            }
        }
        return others;
    }

    private static List<Row> behind(Connection connection, long last, Map<Long, String> others) throws SQLException {
        List<Row> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select id, account, part_of, address, first_name, last_name from contacts where id > ?"
                        + " and (part_of is null or part_of <> id) order by id limit " + CHUNK)) {
            select.setLong(1, last);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long id = rows.getLong(1);
                    found.add(new Row(
                            id,
                            rows.getLong(2),
                            rows.getObject(3) != null,
                            SearchWords.kept(
                                    rows.getString(4),
                                    rows.getString(5),
                                    rows.getString(6),
                                    others.getOrDefault(id, ""))));
                }
            }
        }
        return found;
    }

    private static void enter(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement text = connection.prepareStatement("update contacts set search_text = ? where id = ?");
                PreparedStatement word = connection.prepareStatement(
                        "insert into contact_words (account, word, contact) values (?, ?, ?)")) {
            for (Row row : rows) {
                text.setString(1, row.words());
                text.setLong(2, row.id());
                text.addBatch();
                if (row.isPart() || row.words().isEmpty()) {
                    continue;
                }
                for (String each : row.words().strip().split(" ", -1)) {
                    word.setLong(1, row.account());
                    word.setString(2, each);
                    word.setLong(3, row.id());
                    word.addBatch();
                }
            }
            text.executeBatch();
            word.executeBatch();
        }
    }
}
