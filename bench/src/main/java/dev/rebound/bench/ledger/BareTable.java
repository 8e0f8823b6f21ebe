package dev.rebound.bench.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * The peer: a table with the columns of the ledger, no index but its key, no state, no evidence, no rule; rows are
 * inserted by one thread, many to a transaction, each commit synced. A caller's row is acknowledged after the commit,
 * as the ledger acknowledges an event. It is the least that can be done for a durable row.
 */
final class BareTable implements AutoCloseable {

    /** The name of the thread that writes. */
    static final String WRITER = "bare-writer";

    private static final int TRANSACTION_ROWS_MAX = 2_000;
    private static final long STOP = -1;

    private final Connection connection;
    private final PreparedStatement insert;
    private final BlockingQueue<Row> queue = new ArrayBlockingQueue<>(20_000);
    private final Thread writer = Thread.ofPlatform().name(WRITER).daemon(true).unstarted(this::write);

    private record Row(long number, CompletableFuture<Boolean> done) {}

    private BareTable(Connection connection, PreparedStatement insert) {
        this.connection = connection;
        this.insert = insert;
    }

    /** Makes the table in a file that is not there yet. */
    static BareTable in(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = full");
            statement.execute("pragma wal_autocheckpoint = 65536");
            statement.execute(
                    "create table bare (seq integer primary key, type text not null, account integer not null,"
                            + " address_key text not null, message integer, at integer not null, evidence text, bounce text,"
                            + " payload text not null) strict");
        }
        connection.setAutoCommit(false);
        PreparedStatement insert = connection.prepareStatement(
                "insert into bare (type, account, address_key, message, at, evidence, bounce, payload)"
                        + " values ('DELIVERED', 1, ?, ?, ?, ?, null, '{\"v\":1}')");
        BareTable table = new BareTable(connection, insert);
        table.writer.start();
        return table;
    }

    /** Inserts one row and returns once it is durable. */
    void insert(long number) throws InterruptedException {
        Row row = new Row(number, new CompletableFuture<>());
        queue.put(row);
        row.done().join();
    }

    private void write() {
        List<Row> rows = new ArrayList<>();
        try {
            while (true) {
                rows.clear();
                rows.add(queue.take());
                queue.drainTo(rows, TRANSACTION_ROWS_MAX - 1);
                if (rows.removeIf(row -> row.number() == STOP)) {
                    return;
                }
                commit(rows);
                List<Row> told = List.copyOf(rows);
                Thread.startVirtualThread(() -> told.forEach(row -> row.done().complete(true)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            rows.forEach(row -> row.done().completeExceptionally(e));
        }
    }

    private void commit(List<Row> rows) throws SQLException {
        for (Row row : rows) {
            insert.setString(1, Load.addressOf(row.number()).value());
            insert.setLong(2, row.number());
            insert.setLong(3, 1_790_000_000_000_000L + row.number());
            insert.setString(4, Load.evidenceOf(row.number()).id().value());
            insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        try {
            queue.put(new Row(STOP, new CompletableFuture<>()));
            writer.join();
        } catch (InterruptedException e) {
            // Whoever interrupts wants to be gone: what is under way is lost with the file.
            Thread.currentThread().interrupt();
        }
        insert.close();
        connection.close();
    }
}
