package dev.rebound.store.database;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Whose turn it is, where several nodes write to one PostgreSQL database: whoever loads, decides and writes takes a turn
 * first and keeps it until the commit. With SQLite there is one writer, and it always is its turn.
 *
 * <p>Addresses go by {@value #ADDRESS_LOCKS} rows that are there for this only, so that a batch of thousands takes no
 * room in the server's table of locks, which is small (max_locks_per_transaction). Two addresses that share a row wait
 * for each other for nothing, which costs time and nothing else. Rows are taken in the order of their numbers, so that
 * two batches never wait for each other. Other things are few, and go by advisory locks.
 */
public final class Turns {

    /** A power of two; as many as the migration has put there. */
    private static final int ADDRESS_LOCKS = 65_536;

    private static final NamedSql SQL = NamedSql.beside(Turns.class, "turns.sql");

    private Turns() {}

    /**
     * Takes the turn of deciding about these addresses. What is read from now on has what others decided before.
     *
     * @param addresses their keys
     */
    public static void ofAddresses(Handle handle, Collection<String> addresses) {
        CachedStatements statements = CachedStatements.of(handle);
        if (statements.dialect() == Dialect.SQLITE) {
            return;
        }
        List<Long> locks =
                addresses.stream().map(Turns::lockOf).distinct().sorted().toList();
        new KeyedQuery(handle, SQL, statements.mayWait() ? "takeAddresses" : "takeAddressesAtOnce")
                .forEach("locks", locks, row -> {});
    }

    /** All nodes must agree on it; a text's hash is written down in its Javadoc. */
    private static long lockOf(String address) {
        int hash = address.hashCode();
        return (hash ^ (hash >>> 16)) & (ADDRESS_LOCKS - 1);
    }

    /**
     * Takes the turn of one thing.
     *
     * @param what kind of thing
     * @param which of them
     */
    public static void of(Handle handle, String what, long which) {
        if (CachedStatements.of(handle).dialect() == Dialect.POSTGRESQL) {
            Prepared.of(handle, SQL, "take")
                    .bind("what", what)
                    .bind("which", which)
                    .list(row -> true);
        }
    }
}
