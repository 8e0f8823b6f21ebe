package dev.rebound.bench.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The peer: a table with the columns of the ledger, no index but its key, no state, no evidence, no rule; rows are
 * inserted by one thread, many to a transaction, each commit synced. A caller's row is acknowledged after the commit,
 * as the ledger acknowledges an event. It is the least that can be done for a durable row.
 */
final class BareTable implements AutoCloseable {

    private final PreparedStatement insert;
    private final BareWriter writer;

    private BareTable(Connection connection, PreparedStatement insert) {
        this.insert = insert;
        this.writer = BareWriter.start(connection, this::insertAll);
    }

    /** Makes the table in a database of its own. */
    static BareTable in(Databases databases) throws SQLException {
        Connection connection = databases.ofPeer();
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table bare (seq NUMBER primary key, type text not null, account NUMBER not null,"
                            .concat(" address_key text not null, message NUMBER, at NUMBER not null, evidence text,")
                            .concat(" bounce text, payload text not null)")
                            .replace("NUMBER", databases.number())
                    + databases.tableOptions());
        }
        connection.setAutoCommit(false);
        PreparedStatement insert = connection.prepareStatement(
                "insert into bare (seq, type, account, address_key, message, at, evidence, bounce, payload)"
                        + " values (?, 'DELIVERED', 1, ?, ?, ?, ?, null, '{\"v\":1}')");
        return new BareTable(connection, insert);
    }

    /** Inserts one row and returns once it is durable. */
    void insert(long number) throws InterruptedException {
        writer.insert(number);
    }

    private void insertAll(List<Long> numbers) throws SQLException {
        for (long number : numbers) {
            insert.setLong(1, number);
            insert.setString(2, Load.addressOf(number).value());
            insert.setLong(3, number);
            insert.setLong(4, 1_790_000_000_000_000L + number);
            insert.setString(5, Load.evidenceOf(number).id().value());
            insert.addBatch();
        }
        insert.executeBatch();
    }

    @Override
    public void close() throws SQLException {
        writer.close();
    }
}
