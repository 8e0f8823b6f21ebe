package dev.rebound.store.database;

import static dev.rebound.store.database.DatabaseException.Problem;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The PostgreSQL database and how it is opened: every commit synced before it returns ({@code synchronous_commit=on},
 * whatever the server's default is), and nobody waits for ever, neither for a lock nor for a server that has gone.
 */
final class PostgresServer {

    /** The oldest major version our SQL runs on. */
    static final int VERSION_MIN = 15;

    private static final String MIGRATIONS = "classpath:dev/rebound/store/postgresql/migration";
    private static final int CONNECT_TIMEOUT_SECONDS = 5;
    /** How long an answer may take; the longest statement of a page or a job takes a few seconds. */
    private static final int ANSWER_TIMEOUT_SECONDS = 60;
    /** Rows fetched at a time where a result is read row by row: a whole ledger must not come at once. */
    private static final int ROWS_FETCHED = 1_000;
    /** Ten thousands of the server's version number make its major version (server_version_num). */
    private static final int PER_MAJOR_VERSION = 10_000;

    private static final String WRITER_OPTIONS =
            "-c synchronous_commit=on -c lock_timeout=10s" + " -c idle_in_transaction_session_timeout=30s -c jit=off";
    private static final String READER_OPTIONS = "-c jit=off";

    private final PostgresAddress address;
    private final AddressHashes hashes;

    PostgresServer(PostgresAddress address, AddressHashes hashes) {
        this.address = address;
        this.hashes = hashes;
    }

    DataSource forWriting() {
        return dataSource(WRITER_OPTIONS, ANSWER_TIMEOUT_SECONDS);
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
        source.setApplicationName("rebound");
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
        try {
            Flyway flyway = flyway();
            requireKnownSchema(flyway);
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
        try {
            Flyway flyway = flyway();
            requireKnownSchema(flyway);
            if (flyway.info().applied().length == 0) {
                throw new DatabaseException(
                        Problem.NOTHING_THERE,
                        "there is no Rebound in the database " + address.shown()
                                + "; name the database of a server that has been started once");
            }
        } catch (FlywayException e) {
            throw problem(e);
        }
    }

    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(dataSource(WRITER_OPTIONS, 0))
                .locations(MIGRATIONS)
                .failOnMissingLocations(true)
                .load();
    }

    private void requireKnownSchema(Flyway flyway) {
        for (MigrationInfo applied : flyway.info().applied()) {
            if (applied.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new DatabaseException(
                        Problem.NEWER_SCHEMA,
                        "the database " + address.shown() + " has schema version " + applied.getVersion()
                                + ", which is newer than this Rebound knows; run the version of Rebound that wrote it,"
                                + " or a later one");
            }
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
