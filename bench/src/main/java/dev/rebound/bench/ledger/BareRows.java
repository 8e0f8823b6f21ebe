package dev.rebound.bench.ledger;

import dev.rebound.store.Store;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The other peer: the very rows that events leave behind, into the very tables of the ledger with all their indexes, and nothing
 * else. No state is loaded, no rule decides, no row is changed, only inserted as it is in the end. What the ledger takes beyond
 * that is its own; what this takes beyond {@link BareTable} is the price of being able to find things again.
 *
 * <p>It knows nothing of the tables: whichever have grown with the events are read from a store in which the events happened, and
 * a number that a caller brings stands for an equal share of each.
 */
final class BareRows implements AutoCloseable {

    private final List<Table> tables;
    private final List<PreparedStatement> statements = new ArrayList<>();
    private final BareWriter writer;
    private final int events;

    /**
     * The rows of a table, in the order in which they were written.
     *
     * @param insert a statement with as many parameters as it has columns
     */
    private record Table(String insert, List<Object[]> rows) {

        /** Those that stand for the event of a number, counted from 0. */
        List<Object[]> shareOf(long number, int events) {
            return rows.subList((int) (number * rows.size() / events), (int) ((number + 1) * rows.size() / events));
        }
    }

    private BareRows(List<Table> tables, int events, Connection connection) throws SQLException {
        this.tables = tables;
        this.events = events;
        connection.setAutoCommit(false);
        for (Table table : tables) {
            statements.add(connection.prepareStatement(table.insert()));
        }
        this.writer = BareWriter.start(connection, this::insertAll);
    }

    /**
     * Has events happen in a store of its own, and prepares to insert their rows into another one, which is empty.
     *
     * @param name of the two, used once
     * @param happen so many events
     */
    static BareRows of(Databases databases, String name, int events, Happening happen) throws Exception {
        try (Store full = databases.open(name)) {
            happen.in(full);
        }
        databases.open(name + "_bare").close();
        Connection empty = databases.behind(name + "_bare");
        try (Connection full = databases.behind(name)) {
            List<Table> tables = new ArrayList<>();
            for (String table : tables(full)) {
                Table read = read(full, table);
                // What is there without any event, such as the schema's own history, came with the tables.
                if (!read.rows().isEmpty() && read(empty, table).rows().isEmpty()) {
                    tables.add(read);
                }
            }
            return new BareRows(tables, events, empty);
        }
    }

    /** Events that happen in a store. */
    @FunctionalInterface
    interface Happening {
        /** Lets them happen. */
        void in(Store store) throws Exception;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        DatabaseMetaData about = connection.getMetaData();
        try (ResultSet found = about.getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (found.next()) {
                names.add(found.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    private static Table read(Connection connection, String table) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select * from " + table)) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                Object[] row = new Object[columns];
                for (int i = 0; i < columns; i++) {
                    row[i] = found.getObject(i + 1);
                }
                rows.add(row);
            }
            String marks = String.join(", ", Collections.nCopies(columns, "?"));
            return new Table("insert into " + table + " values (" + marks + ")", rows);
        }
    }

    /** Inserts what stands for a number, counted from 0, and returns once it is durable. */
    void insert(long number) throws InterruptedException {
        writer.insert(number);
    }

    private void insertAll(List<Long> numbers) throws SQLException {
        for (int i = 0; i < statements.size(); i++) {
            PreparedStatement insert = statements.get(i);
            for (long number : numbers) {
                for (Object[] row : tables.get(i).shareOf(number, events)) {
                    for (int column = 0; column < row.length; column++) {
                        insert.setObject(column + 1, row[column]);
                    }
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    @Override
    public void close() throws SQLException {
        writer.close();
    }
}
