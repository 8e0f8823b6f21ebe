package dev.rebound.store.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Statements that stay prepared as long as their connection, whoever borrows it: preparing one takes SQLite longer than
 * most of ours take to run. A pool closes what was prepared by way of the connections it lends, so these are prepared on
 * the connection behind.
 *
 * <p>Thread-safe, for a connection is used by one thread at a time.
 */
final class LastingStatements {

    private final Map<Connection, Map<String, PreparedStatement>> byConnection = new ConcurrentHashMap<>();

    /** The statement on this connection; whoever takes it runs it at once. */
    PreparedStatement of(Connection lent, String sql) throws SQLException {
        Connection own = lent.unwrap(Connection.class);
        Map<String, PreparedStatement> known = byConnection.get(own);
        if (known == null) {
            forgetClosed();
            known = new HashMap<>();
            byConnection.put(own, known);
        }
        PreparedStatement statement = known.get(sql);
        if (statement == null) {
            statement = own.prepareStatement(sql);
            known.put(sql, statement);
        }
        return statement;
    }

    /** A connection has closed its statements with itself. */
    private void forgetClosed() throws SQLException {
        Iterator<Connection> connections = byConnection.keySet().iterator();
        while (connections.hasNext()) {
            if (connections.next().isClosed()) {
                connections.remove();
            }
        }
    }
}
