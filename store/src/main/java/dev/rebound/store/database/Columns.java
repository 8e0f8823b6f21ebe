package dev.rebound.store.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Reads columns of the current row into the types of the domain; a database null is an empty Optional. */
public final class Columns {

    private Columns() {}

    /** A moment that is always there. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return Micros.toInstant(row.getLong(column));
    }

    /** A moment, if there is one. */
    public static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return optionalLong(row, column).map(Micros::toInstant);
    }

    /** A number, if there is one. */
    public static Optional<Long> optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    /** A text, if there is one. */
    public static Optional<String> optionalText(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** A constant by its name. */
    public static <E extends Enum<E>> E constant(ResultSet row, String column, Class<E> type) throws SQLException {
        return Enum.valueOf(type, row.getString(column));
    }

    /** A constant by its name, if there is one. */
    public static <E extends Enum<E>> Optional<E> optionalConstant(ResultSet row, String column, Class<E> type)
            throws SQLException {
        return optionalText(row, column).map(name -> Enum.valueOf(type, name));
    }
}
