package dev.rebound.store.database;

import static dev.rebound.store.database.DatabaseException.Problem;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The PostgreSQL database and how it is opened: every commit synced before it returns ({@code synchronous_commit=on},
 * whatever the server's default is), and nobody waits for ever, neither for a lock nor for a server that has gone.
 */
final class PostgresServer {

    /** The oldest major version our SQL runs on. */
    static final int VERSION_MIN = 15;

    /**
     * Number of the advisory lock that servers hold together: the letters RBND. A server of a version before there were several
     * nodes wants it for itself.
     */
    private static final int PLACE = 0x52_42_4e_44;
    /** SQLSTATE "cannot connect now". */
    private static final String PLACE_TAKEN = "57P03";

    private static final Duration PLACE_WAIT_MAX = Duration.ofSeconds(5);
    private static final Duration PLACE_WAIT = Duration.ofMillis(100);

    private static final String MIGRATIONS = "classpath:dev/rebound/store/postgresql/migration";
    private static final int CONNECT_TIMEOUT_SECONDS = 5;
    /** How long an answer may take; the longest statement of a page or a job takes a few seconds. */
    private static final int ANSWER_TIMEOUT_SECONDS = 60;
    /** Rows fetched at a time where a result is read row by row: a whole ledger must not come at once. */
    private static final int ROWS_FETCHED = 1_000;
    /** Ten thousands of the server's version number make its major version (server_version_num). */
    private static final int PER_MAJOR_VERSION = 10_000;

    /**
     * The writer knows the keys of all it touches. It is told to go by them, and to plan once: what is small when a plan is
     * made may be read whole and grow by a million rows before statistics say so.
     */
    private static final String BY_KEYS = " -c plan_cache_mode=force_generic_plan -c enable_seqscan=off"
            + " -c enable_hashjoin=off -c enable_mergejoin=off";

    private static final String WRITER_OPTIONS = "-c synchronous_commit=on -c lock_timeout=10s"
            + " -c idle_in_transaction_session_timeout=30s -c jit=off" + BY_KEYS;
    private static final String PROMPT_WRITER_OPTIONS = WRITER_OPTIONS.replace("commit=on", "commit=off");
    private static final String READER_OPTIONS = "-c jit=off";
    /** For a transaction as long as a whole database; it waits for nobody who works on it. */
    private static final String FILLER_OPTIONS = "-c synchronous_commit=on -c lock_timeout=10s -c jit=off";

    private final PostgresAddress address;
    private final AddressHashes hashes;
    /** Others end what this process has open if it falls silent, so they must tell it from their own. */
    private final String session = "rebound " + UUID.randomUUID();

    PostgresServer(PostgresAddress address, AddressHashes hashes) {
        this.address = address;
        this.hashes = hashes;
    }

    DataSource forWriting() {
        return dataSource(WRITER_OPTIONS, ANSWER_TIMEOUT_SECONDS);
    }

    /** For what must not wait for a sync. */
    DataSource forWritingSoon() {
        return dataSource(PROMPT_WRITER_OPTIONS, ANSWER_TIMEOUT_SECONDS);
    }

    /** By which the server knows our connections. */
    String session() {
        return session;
    }

    /**
     * A connection that holds a place among the servers that deliver, until it is closed. PostgreSQL closes that of a process
     * that was killed as soon as the system tells it.
     */
    Connection connectAsServer() throws SQLException {
        Connection connection = forWriting().getConnection();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select pg_try_advisory_lock_shared(" + PLACE + ")")) {
            rows.next();
            if (rows.getBoolean(1)) {
                return connection;
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        throw new SQLException("a server of an earlier version works on this database", PLACE_TAKEN);
    }

    /** Waits a moment for one that is just ending. */
    void requireShared() {
        long end = System.nanoTime() + PLACE_WAIT_MAX.toNanos();
        while (true) {
            try {
                connectAsServer().close();
                return;
            } catch (SQLException e) {
                if (!PLACE_TAKEN.equals(e.getSQLState())) {
                    throw problem(e);
                }
                if (System.nanoTime() - end > 0) {
                    throw new DatabaseException(
                            Problem.IN_USE,
                            "the database " + address.shown() + " is in use by a Rebound server of an earlier version,"
                                    + " which shares it with no other; stop that one first",
                            e);
                }
                LockSupport.parkNanos(PLACE_WAIT.toNanos());
            }
        }
    }

    DataSource forReading() {
        return dataSource(READER_OPTIONS, ANSWER_TIMEOUT_SECONDS);
    }

    /** For one who reads everything there is. */
    DataSource forReadingLong() {
        return dataSource(READER_OPTIONS, 0);
    }

    private DataSource dataSource(String options, int answerTimeoutSeconds) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.url());
        address.user().ifPresent(source::setUser);
        address.password().ifPresent(source::setPassword);
        source.setApplicationName(session);
        source.setReWriteBatchedInserts(true);
        source.setDefaultRowFetchSize(ROWS_FETCHED);
        source.setConnectTimeout(CONNECT_TIMEOUT_SECONDS);
        source.setSocketTimeout(answerTimeoutSeconds);
        source.setTcpKeepAlive(true);
        source.setOptions(options + hashes.postgresOptions());
        // The details of an error are values of rows: addresses, among others.
        source.setLogServerErrorDetail(false);
        return source;
    }

    /**
     * Creates the tables, or brings them up to date. Of several nodes that do so at once one does, and the others wait.
     *
     * @throws DatabaseException if it cannot be reached, entered or used
     */
    void migrate() {
        requireVersion();
        if (SchemaHistory.isNewest(dataSource(WRITER_OPTIONS, 0))) {
            return;
        }
        try {
            Flyway flyway = flyway();
            if (knownSchema(flyway).pending().length > 0) {
                requireNobodyElse();
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw problem(e);
        }
    }

    /**
     * Looks whether this Rebound can work with what is there, and changes nothing.
     *
     * @throws DatabaseException if it cannot be reached, entered or used, or there are no tables of ours in it
     */
    void requireTables() {
        requireVersion();
        if (SchemaHistory.isNewest(dataSource(WRITER_OPTIONS, 0))) {
            return;
        }
        try {
            if (knownSchema(flyway()).applied().length == 0) {
                throw new DatabaseException(
                        Problem.NOTHING_THERE,
                        "there is no Rebound in the database " + address.shown()
                                + "; name the database of a server that has been started once");
            }
        } catch (FlywayException e) {
            throw problem(e);
        }
    }

    /** Makes the tables, and has somebody fill them in one transaction. */
    <T> T fill(Database.Filling<T> work) {
        migrate();
        try (Connection connection = dataSource(FILLER_OPTIONS, 0).getConnection()) {
            connection.setAutoCommit(false);
            T filled = work.fill(connection);
            connection.commit();
            return filled;
        } catch (SQLException e) {
            throw problem(e);
        }
    }

    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(dataSource(WRITER_OPTIONS, 0))
                .locations(MIGRATIONS)
                .javaMigrations(new ContactWordsMigration(), new ContactValuesMigration())
                .failOnMissingLocations(true)
                .load();
    }

    private MigrationInfoService knownSchema(Flyway flyway) {
        MigrationInfoService schema = flyway.info();
        for (MigrationInfo applied : schema.applied()) {
            if (applied.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new DatabaseException(
                        Problem.NEWER_SCHEMA,
                        "the database " + address.shown() + " has schema version " + applied.getVersion()
                                + ", which is newer than this Rebound knows; run the version of Rebound that wrote it,"
                                + " or a later one");
            }
        }
        return schema;
    }

    /** Who changes tables under those that work with them breaks them. */
    private void requireNobodyElse() {
        String others = "select string_agg(name, ', ') from nodes where state = 'LIVE'"
                + " and lease_until > extract(epoch from clock_timestamp()) * 1000000";
        try (Connection connection = forReading().getConnection();
                Statement statement = connection.createStatement();
                ResultSet table = statement.executeQuery("select to_regclass('nodes') is not null")) {
            table.next();
            if (!table.getBoolean(1)) {
                return;
            }
            try (ResultSet rows = statement.executeQuery(others)) {
                rows.next();
                String names = rows.getString(1);
                if (names != null) {
                    throw new DatabaseException(
                            Problem.IN_USE,
                            "this version changes the tables of the database " + address.shown()
                                    + ", and nodes of the earlier one are running: " + names
                                    + "; stop all of them first, then start this one");
                }
            }
        } catch (SQLException e) {
            throw problem(e);
        }
    }

    private void requireVersion() {
        try (Connection connection = forReading().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show server_version_num")) {
            rows.next();
            int major = rows.getInt(1) / PER_MAJOR_VERSION;
            if (major < VERSION_MIN) {
                throw new DatabaseException(
                        Problem.TOO_OLD,
                        "the server of " + address.shown() + " is PostgreSQL " + major + "; Rebound needs "
                                + VERSION_MIN + " or newer");
            }
        } catch (SQLException e) {
            throw problem(e);
        }
    }

    private DatabaseException problem(Exception failure) {
        PostgresError error = PostgresError.of(failure).orElseGet(() -> new PostgresError("XX000"));
        String where = "the database " + address.shown();
        if (error.isRefusal()) {
            return new DatabaseException(
                    Problem.REFUSED,
                    where + " does not let us in: check database.user and the password (" + said(failure) + ")",
                    failure);
        }
        if (error.isNoSuchDatabase()) {
            return new DatabaseException(
                    Problem.NO_SUCH_DATABASE,
                    where + " is not there: create it, for example with createdb (" + said(failure) + ")",
                    failure);
        }
        if (error.isNotAllowed()) {
            return new DatabaseException(
                    Problem.NOT_ALLOWED,
                    "the user may not create tables in " + where + "; make it the database's owner (" + said(failure)
                            + ")",
                    failure);
        }
        if (error.isUnreachable()) {
            return new DatabaseException(
                    Problem.UNREACHABLE,
                    where + " cannot be reached; is the server running, and is database.url right? (" + said(failure)
                            + ")",
                    failure);
        }
        return new DatabaseException(Problem.OTHER, where + " cannot be used (" + said(failure) + ")", failure);
    }

    /** The server's words, on one line. */
    private static String said(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
            }
        }
        return String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
    }
}
