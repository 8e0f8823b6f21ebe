package dev.rebound.store.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * What has been done to a database's schema, as Flyway noted it. Every start and every command asks whether anything is to be done;
 * Flyway would read and sum up all migrations each time to say no, which takes longer than most commands.
 */
final class SchemaHistory {

    /** The number of the newest migration; both databases have the same. */
    static final int NEWEST = 66;

    private SchemaHistory() {}

    /** Whether all that this Rebound knows has been done, and nothing else; where that cannot be read, Flyway is to say why. */
    static boolean isNewest(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select version, success from flyway_schema_history where version is not null")) {
            int newest = 0;
            boolean hasFailed = false;
            while (rows.next()) {
                newest = Math.max(newest, Integer.parseInt(rows.getString("version")));
                hasFailed |= !rows.getBoolean("success");
            }
            return newest == NEWEST && !hasFailed;
        } catch (SQLException | NumberFormatException nothingToReadYet) {
            return false;
        }
    }
}
