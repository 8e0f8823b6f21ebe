package dev.rebound.store.database;

import dev.rebound.engine.contact.ContactProperties;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Enters the properties of the contacts there are into the index of values, and their words into that of words; neither database could
 * tell how values are compared. A million contacts with two properties take about a minute.
 */
final class ContactValuesMigration implements JavaMigration {

    private static final int CHUNK = 2_000;

    /** A contact with properties. */
    private record Row(long id, long account, String words, SortedMap<String, String> properties) {}

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("64");
    }

    @Override
    public String getDescription() {
        return "values of contacts";
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
        List<Row> rows = behind(connection, 0);
        while (!rows.isEmpty()) {
            enterWords(connection, rows);
            enterValues(connection, rows);
            rows = behind(connection, rows.getLast().id());
        }
    }

    private static List<Row> behind(Connection connection, long last) throws SQLException {
        List<Row> found = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("select id, account, search_text, properties from contacts where id > ?"
                        + " and part_of is null and properties <> '' order by id limit " + CHUNK)) {
            select.setLong(1, last);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Row(
                            rows.getLong(1), rows.getLong(2), rows.getString(3), Texts.byName(rows.getString(4))));
                }
            }
        }
        return found;
    }

    private static void enterWords(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement text = connection.prepareStatement("update contacts set search_text = ? where id = ?");
                PreparedStatement word = connection.prepareStatement(
                        "insert into contact_words (account, word, contact) values (?, ?, ?) on conflict do nothing")) {
            for (Row row : rows) {
                String words = SearchWords.with(row.words(), row.properties().values());
                text.setString(1, words);
                text.setLong(2, row.id());
                text.addBatch();
                for (String each : words.substring(row.words().length()).strip().split(" ", -1)) {
                    if (!each.isEmpty()) {
                        word.setLong(1, row.account());
                        word.setString(2, each);
                        word.setLong(3, row.id());
                        word.addBatch();
                    }
                }
            }
            text.executeBatch();
            word.executeBatch();
        }
    }

    private static void enterValues(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement value = connection.prepareStatement(
                "insert into contact_values (account, name, value, contact) values (?, ?, ?, ?)")) {
            for (Row row : rows) {
                for (Map.Entry<String, String> each : row.properties().entrySet()) {
                    value.setLong(1, row.account());
                    value.setString(2, each.getKey());
                    value.setString(3, ContactProperties.compared(each.getValue()));
                    value.setLong(4, row.id());
                    value.addBatch();
                }
            }
            value.executeBatch();
        }
    }
}
