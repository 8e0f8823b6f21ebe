package dev.rebound.store.database;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the statements of one handle prepared: SQLite takes longer to compile most of ours than to run
 * them. The writer keeps its handle for good, a reader for one call; what runs for every message lasts longer, see
 * {@link LastingStatements}. For one thread at a time. A statement in
 * use is not in the cache, so a statement that runs inside another of the same text gets one of its own.
 */
final class CachedStatements implements StatementBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(CachedStatements.class);

    /** Statements kept; more than the named ones there are. */
    private static final int STATEMENTS_MAX = 500;

    private final StatementBuilder plain = new DefaultStatementBuilder();
    private final Map<String, PreparedStatement> idle = new HashMap<>();
    /** Those of {@link Prepared}. */
    private final LastingStatements lasting;

    private final Dialect dialect;
    private final AddressHashes hashes;
    /** Whether a statement may wait for what another writer holds. */
    private boolean mayWait = true;

    CachedStatements(LastingStatements lasting, Dialect dialect, AddressHashes hashes) {
        this.lasting = lasting;
        this.dialect = dialect;
        this.hashes = hashes;
    }

    AddressHashes hashes() {
        return hashes;
    }

    Dialect dialect() {
        return dialect;
    }

    boolean mayWait() {
        return mayWait;
    }

    void mayWait(boolean may) {
        this.mayWait = may;
    }

    static CachedStatements of(Handle handle) {
        return (CachedStatements) handle.getStatementBuilder();
    }

    /** A statement that stays prepared as long as the handle's connection; whoever takes it runs it at once. */
    PreparedStatement lasting(Handle handle, String sql) throws SQLException {
        return lasting.of(handle.getConnection(), sql);
    }

    @Override
    public Statement create(Connection connection, StatementContext context) throws SQLException {
        return plain.create(connection, context);
    }

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        PreparedStatement kept = idle.remove(sql);
        return kept == null ? plain.create(connection, sql, context) : kept;
    }

    @Override
    public CallableStatement createCall(Connection connection, String sql, StatementContext context)
            throws SQLException {
        return plain.createCall(connection, sql, context);
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        boolean room = idle.size() < STATEMENTS_MAX && !idle.containsKey(sql);
        if (statement instanceof PreparedStatement prepared && room && !prepared.isClosed()) {
            prepared.clearParameters();
            idle.put(sql, prepared);
        } else {
            statement.close();
        }
    }

    @Override
    public void close(Connection connection) {
        for (PreparedStatement statement : idle.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                LOG.warn("A prepared statement could not be closed cause={}", e.toString());
            }
        }
        idle.clear();
    }
}
