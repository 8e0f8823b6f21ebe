package dev.rebound.store.database;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * A named statement that asks for many keys at once: {@code where id in (<ids>)}. On SQLite it runs for some keys at a
 * time, in a few sizes, so that the database prepares a few statements and not one for every number of keys;
 * a list that is not full is filled with its last key. PostgreSQL takes the keys as one array, see {@link Dialect#withLists}.
 */
public final class KeyedQuery {

    /** How many keys a statement takes, from small to large. */
    private static final int[] SIZES = {1, 8, 64, 256};
    /** How many keys PostgreSQL takes, as one array; there a statement costs more than its rows. */
    private static final int KEYS_MAX = 2_000;

    private final Handle handle;
    private final NamedSql sql;
    private final String name;
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    public KeyedQuery(Handle handle, NamedSql sql, String name) {
        this.handle = handle;
        this.sql = sql;
        this.name = name;
    }

    /** Binds a number beside the keys. */
    public KeyedQuery bind(String number, long value) {
        numbers.put(number, value);
        return this;
    }

    /** Binds a text beside the keys. */
    public KeyedQuery bind(String text, String value) {
        texts.put(text, value);
        return this;
    }

    /** Runs it for all keys and shows every row. */
    public void forEach(String list, List<?> keys, Prepared.RowVisitor visitor) {
        boolean takesArrays = CachedStatements.of(handle).dialect() == Dialect.POSTGRESQL;
        int from = 0;
        while (from < keys.size()) {
            int size = takesArrays ? KEYS_MAX : sizeFor(keys.size() - from);
            int to = Math.min(from + size, keys.size());
            Prepared statement =
                    Prepared.of(handle, sql, name, takesArrays ? 1 : size).bindAll(list, keys.subList(from, to));
            numbers.forEach(statement::bind);
            texts.forEach(statement::bind);
            statement.forEach(visitor);
            from = to;
        }
    }

    private static int sizeFor(int keys) {
        for (int size : SIZES) {
            if (size >= keys) {
                return size;
            }
        }
        return SIZES[SIZES.length - 1];
    }
}
