package dev.rebound.store.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * The one database file and how it is opened: write-ahead log, every commit synced before it returns
 * ({@code synchronous=FULL}; {@code NORMAL} would lose the last commits at a power failure), foreign keys held.
 */
final class SqliteFile {

    /** First bytes of every SQLite 3 database (SQLite file format, section 1.3). */
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private static final String MIGRATIONS = "classpath:dev/rebound/store/migration";
    /** How long a connection waits for a lock of another one. */
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(10);
    /**
     * The log is copied back into the database when it has grown to so many pages of 4 KiB: 256 MiB. A page that
     * many transactions have changed is then copied once. A process that was killed reads the log again when it
     * starts.
     */
    private static final int WAL_CHECKPOINT_PAGES = 65_536;
    /** What is left of the log file after that, in bytes. */
    private static final int WAL_SIZE_LIMIT_OCTETS = 256 << 20;

    private static final int WRITER_CACHE_KIBIBYTES = 64 * 1024;
    private static final int READER_CACHE_KIBIBYTES = 8 * 1024;

    private final Path path;
    private final AddressHashes hashes;
    /** By what the system knows the file, whatever its name; empty where it has no such thing. */
    private Optional<Object> identity = Optional.empty();

    SqliteFile(Path path, AddressHashes hashes) {
        this.path = path;
        this.hashes = hashes;
    }

    /**
     * What is written goes to the file that was opened, wherever that is by now: moved away or deleted, it would take
     * everything and lose it with the process.
     *
     * @throws UncheckedIOException if the file is not where it was
     */
    void requireInPlace() {
        try {
            if (!identity.equals(identify())) {
                throw new IOException("another file has taken its place");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the database " + path + " is not where it was opened", e);
        }
    }

    private Optional<Object> identify() throws IOException {
        return Optional.ofNullable(
                Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    }

    DataSource forWriting() {
        SQLiteConfig config = writing();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return dataSource(config);
    }

    DataSource forReading() {
        SQLiteConfig config = config(READER_CACHE_KIBIBYTES);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return dataSource(config);
    }

    private static SQLiteConfig writing() {
        SQLiteConfig config = config(WRITER_CACHE_KIBIBYTES);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        return config;
    }

    private static SQLiteConfig config(int cacheKibibytes) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
        config.setWalAutocheckpoint(WAL_CHECKPOINT_PAGES);
        config.setJournalSizeLimit(WAL_SIZE_LIMIT_OCTETS);
        config.setTempStore(TempStore.MEMORY);
        // Negative: kibibytes, not pages.
        config.setCacheSize(-cacheKibibytes);
        return config;
    }

    private DataSource dataSource(SQLiteConfig config) {
        SQLiteDataSource source = new Hashing(config, hashes);
        source.setUrl("jdbc:sqlite:" + path);
        return source;
    }

    /** Its connections know how addresses are hashed. */
    private static final class Hashing extends SQLiteDataSource {
        private final AddressHashes hashes;

        Hashing(SQLiteConfig config, AddressHashes hashes) {
            super(config);
            this.hashes = hashes;
        }

        @Override
        public SQLiteConnection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
            SQLiteConnection connection = super.getConnection(user, password);
            hashes.register(connection);
            return connection;
        }
    }

    /** Creates the file, or brings its schema up to date. */
    void migrate() {
        try {
            requireDatabase();
            if (!hasContent() || !SchemaHistory.isNewest(dataSource(writing()))) {
                bringUpToDate();
            }
            identity = identify();
        } catch (IOException e) {
            throw DataFolderException.notWritable(path, e);
        }
    }

    private void bringUpToDate() {
        try {
            Flyway flyway = Flyway.configure()
                    .dataSource(dataSource(writing()))
                    .locations(MIGRATIONS)
                    .javaMigrations(new ContactWordsMigration(), new ContactValuesMigration())
                    .failOnMissingLocations(true)
                    .load();
            for (MigrationInfo applied : flyway.info().applied()) {
                if (applied.getState() == MigrationState.FUTURE_SUCCESS) {
                    throw DataFolderException.newerSchema(path, String.valueOf(applied.getVersion()));
                }
            }
            flyway.migrate();
        } catch (FlywayException e) {
            if (SqliteError.of(e).filter(SqliteError::isNoDatabase).isPresent()) {
                throw DataFolderException.notADatabase(path);
            }
            throw e;
        }
    }

    private boolean hasContent() throws IOException {
        return Files.exists(path) && Files.size(path) > 0;
    }

    private void requireDatabase() throws IOException {
        if (!hasContent()) {
            return;
        }
        try (InputStream in = Files.newInputStream(path)) {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw DataFolderException.notADatabase(path);
            }
        }
    }
}
