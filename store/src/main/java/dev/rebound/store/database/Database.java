package dev.rebound.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rebound.engine.ledger.StoreUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * The database: many readers, one {@linkplain GroupCommitWriter writer}. A reader sees what was committed
 * when it began, whatever is written meanwhile, and never waits for the writer.
 *
 * <p>Thread-safe.
 */
public final class Database implements AutoCloseable {

    /** How long a reader waits for a connection to a server. */
    private static final Duration CONNECTION_WAIT_MAX = Duration.ofSeconds(5);

    private static final NamedSql SQL = NamedSql.beside(Database.class, "database.sql");

    private final HikariDataSource readers;
    private final Dialect dialect;
    private final Jdbi reading;
    private final GroupCommitWriter writer;

    private Database(HikariDataSource readers, Dialect dialect, AddressHashes hashes, GroupCommitWriter writer) {
        this.readers = readers;
        this.dialect = dialect;
        this.reading = jdbi(Jdbi.create(readers), dialect, hashes);
        this.writer = writer;
    }

    /**
     * Opens the file, creating it or bringing its schema up to date.
     *
     * @param hashes under the key of the data folder
     * @param readersMax connections for reading, at least 1
     * @throws DataFolderException if it is no database, or one of a later version
     */
    public static Database open(Path file, AddressHashes hashes, int readersMax) {
        SqliteFile sqlite = new SqliteFile(file, hashes);
        sqlite.migrate();
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("store-readers");
        pool.setDataSource(sqlite.forReading());
        pool.setMaximumPoolSize(readersMax);
        pool.setMinimumIdle(1);
        // A connection to a file does not grow stale.
        pool.setMaxLifetime(0);
        pool.setConnectionInitSql("pragma query_only = 1");
        GroupCommitWriter writer =
                new GroupCommitWriter(sqlite.forWriting(), Dialect.SQLITE, hashes, sqlite::requireInPlace);
        Database database = new Database(new HikariDataSource(pool), Dialect.SQLITE, hashes, writer);
        writer.start();
        return database.withItsKey(hashes);
    }

    /**
     * Opens a database on a server, creating its tables or bringing them up to date.
     *
     * @param hashes under the key that all nodes have
     * @param readersMax connections for reading, at least 1; one more is the writer's
     * @throws DatabaseException if it cannot be reached, entered or used
     */
    public static Database open(PostgresAddress address, AddressHashes hashes, int readersMax) {
        PostgresServer server = new PostgresServer(address, hashes);
        server.migrate();
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("store-readers");
        pool.setDataSource(server.forReading());
        pool.setMaximumPoolSize(readersMax);
        pool.setMinimumIdle(1);
        pool.setReadOnly(true);
        // All statements of one read see the same state.
        pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        pool.setConnectionTimeout(CONNECTION_WAIT_MAX.toMillis());
        GroupCommitWriter writer = new GroupCommitWriter(server.forWriting(), Dialect.POSTGRESQL, hashes, () -> {});
        Database database = new Database(new HikariDataSource(pool), Dialect.POSTGRESQL, hashes, writer);
        writer.start();
        return database.withItsKey(hashes);
    }

    /** The first key that opens a database is its key; a node with another one would write another list. */
    private Database withItsKey(AddressHashes hashes) {
        try {
            String known = write("the key's fingerprint", handle -> {
                handle.createUpdate(SQL.get("keepFingerprint"))
                        .bind("fingerprint", hashes.fingerprint())
                        .execute();
                return handle.createQuery(SQL.get("fingerprint"))
                        .map((row, context) -> row.getString("fingerprint"))
                        .one();
            });
            if (!known.equals(hashes.fingerprint())) {
                throw DataFolderException.otherKey();
            }
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Which database it is. */
    public Dialect dialect() {
        return dialect;
    }

    /** Reads a file once and lets go of it, whoever else has it open; nothing in it can be changed. */
    public static <T> T readOnce(Path file, AddressHashes hashes, Function<Handle, T> work) {
        return jdbi(Jdbi.create(new SqliteFile(file, hashes).forReading()), Dialect.SQLITE, hashes)
                .inTransaction(handle -> {
                    handle.execute("pragma query_only = 1");
                    return work.apply(handle);
                });
    }

    /**
     * Reads a database on a server once; nothing in it can be changed.
     *
     * @throws DatabaseException if it cannot be reached or entered, or there is no Rebound in it
     */
    public static <T> T readOnce(PostgresAddress address, AddressHashes hashes, Function<Handle, T> work) {
        PostgresServer server = new PostgresServer(address, hashes);
        server.requireTables();
        return jdbi(Jdbi.create(server.forReadingLong()), Dialect.POSTGRESQL, hashes)
                .inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
                    handle.execute("set transaction read only");
                    return work.apply(handle);
                });
    }

    /** A failure must not show what was bound: addresses, texts, secrets' hashes. */
    static Jdbi jdbi(Jdbi jdbi, Dialect dialect, AddressHashes hashes) {
        LastingStatements lasting = new LastingStatements();
        jdbi.setStatementBuilderFactory(connection -> new CachedStatements(lasting, dialect, hashes));
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        SqlStatements statements = jdbi.getConfig(SqlStatements.class);
        statements.setTemplateEngine(new DialectTemplates(dialect, statements.getTemplateEngine()));
        if (dialect == Dialect.POSTGRESQL) {
            jdbi.registerArgument(new StorableText());
        }
        return jdbi;
    }

    /**
     * Reads; all statements of one call see the same state.
     *
     * @throws StoreUnavailableException if the disk or the file does not allow it
     */
    public <T> T read(Function<Handle, T> work) {
        try {
            return reading.inTransaction(work::apply);
        } catch (JdbiException e) {
            if (isUnavailable(e)) {
                throw new StoreUnavailableException("read", e);
            }
            throw e;
        }
    }

    private static boolean isUnavailable(JdbiException e) {
        return e instanceof ConnectionException || DatabaseFailure.isStorageTrouble(e);
    }

    /**
     * Has the writer do it, in a transaction shared with others.
     *
     * @param operation names it in a failure
     * @return completes when it is committed and synced; exceptionally with what the work threw, or with
     *     {@link StoreUnavailableException}
     */
    public <T> CompletableFuture<T> submit(String operation, Function<Handle, T> work) {
        return writer.submit(operation, work);
    }

    /**
     * Has the writer do it in one go with others of the same work, in a transaction shared with still others.
     *
     * @return completes when it is committed and synced; exceptionally as with {@link #submit(String, Function)}
     */
    public <I, R> CompletableFuture<R> submit(BatchWork<I, R> work, I item) {
        return writer.submit(work, item);
    }

    /**
     * Has the writer do it and waits for the commit.
     *
     * @throws StoreUnavailableException if it could not be committed
     */
    public <T> T write(String operation, Function<Handle, T> work) {
        try {
            return submit(operation, work).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Commits what was submitted, then lets go of the file. */
    @Override
    public void close() {
        writer.close();
        readers.close();
    }
}
