package dev.rebound.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rebound.engine.ledger.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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
    /** For what must not wait for syncs; with SQLite the same. */
    private final GroupCommitWriter promptWriter;

    private final String session;

    private Database(HikariDataSource readers, Dialect dialect, AddressHashes hashes, Writers writers) {
        this.readers = readers;
        this.dialect = dialect;
        this.reading = jdbi(Jdbi.create(readers), dialect, hashes);
        this.writer = writers.synced();
        this.promptWriter = writers.prompt();
        this.session = writers.session();
        writer.start();
        if (promptWriter != writer) {
            promptWriter.start();
        }
    }

    /**
     * Who writes.
     *
     * @param session by which a server knows the connections of this process
     */
    private record Writers(GroupCommitWriter synced, GroupCommitWriter prompt, String session) {}

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
        GroupCommitWriter writer = new GroupCommitWriter(
                sqlite.forWriting()::getConnection, Dialect.SQLITE, hashes, sqlite::requireInPlace);
        return new Database(new HikariDataSource(pool), Dialect.SQLITE, hashes, new Writers(writer, writer, ""))
                .withItsKey(hashes);
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
        return open(server, server.forWriting()::getConnection, hashes, readersMax);
    }

    /**
     * The same for a server that delivers from this database. As long as its writer is connected, no server of a version that wants to be
     * alone can be.
     *
     * @throws DatabaseException also if such a one works on it
     */
    public static Database openAsServer(PostgresAddress address, AddressHashes hashes, int readersMax) {
        PostgresServer server = new PostgresServer(address, hashes);
        server.requireShared();
        server.migrate();
        Database database = open(server, server::connectAsServer, hashes, readersMax);
        try {
            // The writer connects with its first job.
            database.write("the place of the server", handle -> true);
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static Database open(
            PostgresServer server, GroupCommitWriter.Opening opening, AddressHashes hashes, int readersMax) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("store-readers");
        pool.setDataSource(server.forReading());
        pool.setMaximumPoolSize(readersMax);
        pool.setMinimumIdle(1);
        pool.setReadOnly(true);
        // All statements of one read see the same state.
        pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        pool.setConnectionTimeout(CONNECTION_WAIT_MAX.toMillis());
        GroupCommitWriter writer = new GroupCommitWriter(opening, Dialect.POSTGRESQL, hashes, () -> {});
        GroupCommitWriter prompt =
                GroupCommitWriter.prompt(server.forWritingSoon()::getConnection, Dialect.POSTGRESQL, hashes);
        return new Database(
                        new HikariDataSource(pool),
                        Dialect.POSTGRESQL,
                        hashes,
                        new Writers(writer, prompt, server.session()))
                .withItsKey(hashes);
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

    /** Work on a connection; what the server says about it is told in our words. */
    public interface Filling<T> {
        T fill(Connection connection) throws SQLException;
    }

    /**
     * Creates the tables of a database on a server, or brings them up to date, and has somebody write into it in one transaction: all
     * is committed and synced, or nothing.
     *
     * @throws DatabaseException if it cannot be reached, entered or used
     */
    public static <T> T fillOnce(PostgresAddress address, AddressHashes hashes, Filling<T> work) {
        return new PostgresServer(address, hashes).fill(work);
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
                // The others of the pool may have died with it: the next reader gets one that has not.
                readers.getHikariPoolMXBean().softEvictConnections();
                throw new StoreUnavailableException("read", e);
            }
            throw e;
        }
    }

    /**
     * Reads several things at the same time, each with a reader of its own, so that a question takes more than one core. Each sees the
     * state when its own reading began. Not for somebody who already reads, for readers are few.
     *
     * @return what was read, in the order of the works
     * @throws StoreUnavailableException as {@link #read} does
     */
    public <T> List<T> readAtOnce(List<Function<Handle, T>> works) {
        List<CompletableFuture<T>> begun = works.stream()
                .map(work -> CompletableFuture.supplyAsync(() -> read(work), Thread::startVirtualThread))
                .toList();
        return begun.stream().map(Database::joined).toList();
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
        return joined(submit(operation, work));
    }

    /**
     * Has the writer do it whose commits do not wait for a sync: what it wrote outlives this process, and is lost
     * with a crash of the database's server, unless something that was synced came after it.
     */
    public <T> T writeSoon(String operation, Function<Handle, T> work) {
        return joined(promptWriter.submit(operation, work));
    }

    /** The same in one go with others of the same work. */
    public <I, R> CompletableFuture<R> submitSoon(BatchWork<I, R> work, I item) {
        return promptWriter.submit(work, item);
    }

    /** By which the server knows the connections of this process; empty with SQLite. */
    public String session() {
        return session;
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
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
        if (promptWriter != writer) {
            promptWriter.close();
        }
        readers.close();
    }
}
