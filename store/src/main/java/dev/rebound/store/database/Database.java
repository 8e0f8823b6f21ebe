package dev.rebound.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rebound.engine.ledger.StoreUnavailableException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/**
 * The database: many readers, one {@linkplain GroupCommitWriter writer}. A reader sees what was committed
 * when it began, whatever is written meanwhile, and never waits for the writer.
 *
 * <p>Thread-safe.
 */
public final class Database implements AutoCloseable {

    private final HikariDataSource readers;
    private final Jdbi reading;
    private final GroupCommitWriter writer;

    private Database(HikariDataSource readers, GroupCommitWriter writer) {
        this.readers = readers;
        this.reading = jdbi(Jdbi.create(readers));
        this.writer = writer;
    }

    /**
     * Opens the file, creating it or bringing its schema up to date.
     *
     * @param readersMax connections for reading, at least 1
     * @throws DataFolderException if it is no database, or one of a later version
     */
    public static Database open(Path file, int readersMax) {
        SqliteFile sqlite = new SqliteFile(file);
        sqlite.migrate();
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("store-readers");
        pool.setDataSource(sqlite.forReading());
        pool.setMaximumPoolSize(readersMax);
        pool.setMinimumIdle(1);
        // A connection to a file does not grow stale.
        pool.setMaxLifetime(0);
        pool.setConnectionInitSql("pragma query_only = 1");
        GroupCommitWriter writer = new GroupCommitWriter(sqlite.forWriting(), sqlite::requireInPlace);
        Database database = new Database(new HikariDataSource(pool), writer);
        writer.start();
        return database;
    }

    /** Reads a file once and lets go of it, whoever else has it open; nothing in it can be changed. */
    public static <T> T readOnce(Path file, Function<Handle, T> work) {
        return jdbi(Jdbi.create(new SqliteFile(file).forReading())).inTransaction(handle -> {
            handle.execute("pragma query_only = 1");
            return work.apply(handle);
        });
    }

    /** A failure must not show what was bound: addresses, texts, secrets' hashes. */
    static Jdbi jdbi(Jdbi jdbi) {
        LastingStatements lasting = new LastingStatements();
        jdbi.setStatementBuilderFactory(connection -> new CachedStatements(lasting));
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
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
        return e instanceof ConnectionException
                || SqliteError.of(e).filter(SqliteError::isStorageTrouble).isPresent();
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
