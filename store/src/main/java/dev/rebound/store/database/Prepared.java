package dev.rebound.store.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * A named statement without Jdbi's machinery, for the paths that run for every message: there, parsing the
 * names, collecting the values and setting up a context cost more than SQLite's work. It is prepared once for
 * a handle, its names are resolved to positions once for the program, and its values are bound as they come.
 *
 * <p>For one use, on the thread that has the handle.
 */
public final class Prepared {

    private final PreparedStatement statement;
    private final NamedSql.Positions positions;
    private final Dialect dialect;
    /** Filled instead of the statement while rows are collected. */
    private Optional<ValueArrays> collecting = Optional.empty();

    private Prepared(PreparedStatement statement, NamedSql.Positions positions, Dialect dialect) {
        this.statement = statement;
        this.positions = positions;
        this.dialect = dialect;
    }

    /** Makes a value of the current row. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** The value. */
        T read(ResultSet row) throws SQLException;
    }

    /** Does something with the current row. */
    @FunctionalInterface
    public interface RowVisitor {
        /** Sees the row. */
        void see(ResultSet row) throws SQLException;
    }

    /** The statement with this name, to be bound and run. */
    public static Prepared of(Handle handle, NamedSql sql, String name) {
        return of(handle, sql, name, 1);
    }

    static Prepared of(Handle handle, NamedSql sql, String name, int listSize) {
        CachedStatements statements = CachedStatements.of(handle);
        NamedSql.Positions positions = sql.positions(statements.dialect(), name, listSize);
        return tried(() -> new Prepared(statements.lasting(handle, positions.text()), positions, statements.dialect()));
    }

    /** Binds a number. */
    public Prepared bind(String name, long value) {
        return collecting.isPresent()
                ? collected(name, ValueArrays.NUMBER, value)
                : each(name, position -> statement.setLong(position, value));
    }

    /** Binds a number, or null. */
    public Prepared bind(String name, @Nullable Long value) {
        return collecting.isPresent()
                ? collected(name, ValueArrays.NUMBER, value)
                : each(name, position -> statement.setObject(position, value));
    }

    /** Binds a text, or null. */
    public Prepared bind(String name, @Nullable String value) {
        String storable = dialect.storable(value);
        return collecting.isPresent()
                ? collected(name, ValueArrays.TEXT, storable)
                : each(name, position -> statement.setString(position, storable));
    }

    /** Binds octets. */
    public Prepared bind(String name, byte[] value) {
        return each(name, position -> statement.setBytes(position, value));
    }

    /** Binds a list {@code <name>}; what is over is filled with its last value. PostgreSQL takes it as one array. */
    Prepared bindAll(String name, List<?> values) {
        if (dialect == Dialect.POSTGRESQL) {
            return each(name, position -> statement.setArray(position, ValueArrays.of(statement, values)));
        }
        return tried(() -> {
            int size = positions.listSize();
            int i = 0;
            for (int position : positions.of(name)) {
                statement.setObject(position, values.get(Math.min(i % size, values.size() - 1)));
                i++;
            }
            return this;
        });
    }

    /** Runs it for each, bound by {@code binder}; all are handed to the database together. */
    public <T> void executeEach(Collection<T> all, BiConsumer<Prepared, T> binder) {
        changedByEach(all, binder);
    }

    /** The same, and says how many rows each changed; not for inserts of given values, which may be put together. */
    public <T> int[] changedByEach(Collection<T> all, BiConsumer<Prepared, T> binder) {
        if (all.isEmpty()) {
            return new int[0];
        }
        return tried(() -> {
            try {
                for (T one : all) {
                    binder.accept(this, one);
                    statement.addBatch();
                }
                return statement.executeBatch();
            } finally {
                // The statement outlives this use: what a failure left behind must not go with the next.
                statement.clearBatch();
            }
        });
    }

    /**
     * Runs it for each, bound by {@code binder}. PostgreSQL takes all of them with one statement, whose names stand for
     * arrays of values there: {@code from unnest(cast(:id as bigint[]), cast(:status as text[]))}. It spends more on
     * beginning a statement than on a row. No two may be about the same row.
     */
    public <T> void executeTogether(Collection<T> all, BiConsumer<Prepared, T> binder) {
        if (dialect == Dialect.SQLITE) {
            executeEach(all, binder);
            return;
        }
        if (all.isEmpty()) {
            return;
        }
        ValueArrays arrays = new ValueArrays();
        collecting = Optional.of(arrays);
        all.forEach(one -> binder.accept(this, one));
        collecting = Optional.empty();
        tried(() -> {
            arrays.bind(statement, positions);
            return statement.executeUpdate();
        });
    }

    private Prepared collected(String name, String type, @Nullable Object value) {
        collecting.orElseThrow().add(name, type, value);
        return this;
    }

    /** Runs it and says how many rows it changed. */
    public int execute() {
        return tried(statement::executeUpdate);
    }

    /** Runs it and reads all rows. */
    public <T> List<T> list(RowReader<T> reader) {
        List<T> all = new ArrayList<>();
        forEach(row -> all.add(reader.read(row)));
        return all;
    }

    /** Runs it and shows all rows. */
    public void forEach(RowVisitor visitor) {
        tried(() -> {
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    visitor.see(rows);
                }
            }
            return this;
        });
    }

    /** Runs it and reads the first row, if there is one. */
    public <T> Optional<T> first(RowReader<T> reader) {
        return list(reader).stream().findFirst();
    }

    /** Sets a value at a position. */
    private interface Setter {
        void set(int position) throws SQLException;
    }

    private Prepared each(String name, Setter setter) {
        return tried(() -> {
            for (int position : positions.of(name)) {
                setter.set(position);
            }
            return this;
        });
    }

    private interface Attempt<T> {
        T run() throws SQLException;
    }

    /** A failure looks the same as one of Jdbi's, and like those shows nothing that was bound. */
    private static <T> T tried(Attempt<T> attempt) {
        try {
            return attempt.run();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }
}
