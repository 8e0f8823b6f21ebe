package dev.rebound.store.database;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of many rows by name, each name an array, as PostgreSQL takes them. For one use. */
final class ValueArrays {

    /** PostgreSQL's type of whole numbers. */
    static final String NUMBER = "bigint";
    /** PostgreSQL's type of texts. */
    static final String TEXT = "text";

    private final Map<String, Values> columns = new LinkedHashMap<>();

    /** The values of a name, in the order of rows. */
    private record Values(String type, List<@Nullable Object> values) {

        /** The driver sends arrays of a known type in binary and writes any other as text to be parsed. */
        @Nullable
        Object[] typed() {
            return type.equals(NUMBER) ? values.toArray(Long[]::new) : values.toArray(String[]::new);
        }
    }

    /** An array of numbers or of texts, at least one. */
    static Array of(PreparedStatement statement, List<?> values) throws SQLException {
        String type = values.getFirst() instanceof String ? TEXT : NUMBER;
        return statement.getConnection().createArrayOf(type, new Values(type, List.copyOf(values)).typed());
    }

    void add(String name, String type, @Nullable Object value) {
        columns.computeIfAbsent(name, first -> new Values(type, new ArrayList<>()))
                .values()
                .add(value);
    }

    void bind(PreparedStatement statement, NamedSql.Positions positions) throws SQLException {
        for (Map.Entry<String, Values> column : columns.entrySet()) {
            Values values = column.getValue();
            Array array = statement.getConnection().createArrayOf(values.type(), values.typed());
            for (int position : positions.of(column.getKey())) {
                statement.setArray(position, array);
            }
        }
    }
}
