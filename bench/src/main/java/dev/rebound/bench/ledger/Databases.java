package dev.rebound.bench.ledger;

import dev.rebound.bench.load.CpuClock;
import dev.rebound.bench.peer.Postgres;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import dev.rebound.store.database.PostgresAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.LongSupplier;

/** Where the contenders write: the ledger's stores and the bare table on the same kind of database, and disk. */
public sealed interface Databases {

    /** A store with nothing in it. */
    Store open(String name) throws SQLException;

    /** A connection to a database of the peer's own, durable as the stores' are. */
    Connection ofPeer() throws SQLException;

    /** A connection to the database of a store that is closed, durable as the store's are; it looks at no references. */
    Connection behind(String name) throws SQLException;

    /** The type of whole numbers. */
    String number();

    /** What follows the columns where a table is created. */
    String tableOptions();

    /** CPU of the thread with this name, and of whoever works for it. */
    LongSupplier cpu(String thread);

    /** Files in a folder. */
    record Sqlite(Path folder) implements Databases {

        @Override
        public Store open(String name) {
            return Store.open(folder.resolve(name), StoreSettings.standard());
        }

        @Override
        public Connection ofPeer() throws SQLException {
            return durable(folder.resolve("bare.db"));
        }

        @Override
        public Connection behind(String name) throws SQLException {
            return durable(folder.resolve(name).resolve("rebound.db"));
        }

        private static Connection durable(Path file) throws SQLException {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma journal_mode = wal");
                statement.execute("pragma synchronous = full");
                statement.execute("pragma wal_autocheckpoint = 65536");
            }
            return connection;
        }

        @Override
        public String number() {
            return "integer";
        }

        @Override
        public String tableOptions() {
            return " strict";
        }

        @Override
        public LongSupplier cpu(String thread) {
            return CpuClock.ofThreads(thread);
        }
    }

    /**
     * Databases of a server that nobody else uses.
     *
     * @param folder for what stores keep beside their database
     */
    record Postgresql(Path folder, Postgres server) implements Databases {

        @Override
        public Store open(String name) throws SQLException {
            return Store.open(folder.resolve(name), server.newDatabase(name), StoreSettings.standard());
        }

        @Override
        public Connection ofPeer() throws SQLException {
            PostgresAddress database = server.newDatabase("bare");
            return Postgres.connect(database);
        }

        @Override
        public Connection behind(String name) throws SQLException {
            Connection connection = Postgres.connect(server.address(name));
            try (Statement statement = connection.createStatement()) {
                statement.execute("set session_replication_role = replica");
            }
            return connection;
        }

        @Override
        public String number() {
            return "bigint";
        }

        @Override
        public String tableOptions() {
            return "";
        }

        @Override
        public LongSupplier cpu(String thread) {
            LongSupplier client = CpuClock.ofThreads(thread);
            return () -> client.getAsLong() + server.cpuNanos();
        }
    }
}
