package dev.rebound.bench.peer;

import dev.rebound.store.database.PostgresAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of the run's own, from Debian's package, with its files in the folder; gone when that is closed. It
 * syncs as it does by default; it has room for what is measured, and is not told anything else. It does not run as root,
 * so root starts it as the user {@code postgres}.
 */
public final class Postgres {

    private static final String USER = "rebound";
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String SETTINGS =
            " -c listen_addresses=127.0.0.1 -c shared_buffers=1GB -c max_wal_size=8GB -c checkpoint_timeout=15min";

    private final Path data;
    private final int port;

    private Postgres(Path data, int port) {
        this.data = data;
        this.port = port;
    }

    /**
     * Starts one.
     *
     * @throws MissingPeerException if PostgreSQL is not installed
     */
    public static Postgres start(PeerFolder folder) throws IOException, InterruptedException {
        Path binaries = binaries();
        Path home = Files.createDirectory(folder.path().resolve("postgresql"));
        if (PeerFolder.isRoot()) {
            folder.run(List.of("chown", "postgres", home.toString()));
        }
        Path data = home.resolve("data");
        folder.run(asOwner(List.of(
                binaries.resolve("initdb").toString(),
                "--pgdata=" + data,
                "--username=" + USER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8")));
        Postgres server = new Postgres(data, PeerFolder.freePort());
        List<String> stop = List.of(
                binaries.resolve("pg_ctl").toString(), "--pgdata=" + data, "--mode=immediate", "--silent", "stop");
        folder.stopBy(asOwner(stop));
        folder.run(asOwner(List.of(
                binaries.resolve("pg_ctl").toString(),
                "--pgdata=" + data,
                "--log=" + home.resolve("log"),
                "--wait",
                "--options=-p " + server.port + " -k " + home + SETTINGS,
                "start")));
        return server;
    }

    /** A new database without any table. */
    public PostgresAddress newDatabase(String name) throws SQLException {
        try (Connection connection = connect(address("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return address(name);
    }

    /** Where a database is that {@link #newDatabase} has made. */
    public PostgresAddress address(String name) {
        return new PostgresAddress(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + name, Optional.of(USER), Optional.empty());
    }

    /** A connection of one's own, as Rebound's are: batches of inserts go together. */
    public static Connection connect(PostgresAddress address) throws SQLException {
        return DriverManager.getConnection(address.url() + "?reWriteBatchedInserts=true", USER, "");
    }

    /** CPU that all its processes have used, in nanoseconds. */
    public long cpuNanos() {
        try {
            String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
            Optional<ProcessHandle> server = ProcessHandle.of(Long.parseLong(pid));
            return server.isPresent() ? (long) (CpuTime.ofTree(server.get()) * 1e3) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("the server has gone", e);
        }
    }

    /** The newest that is installed. */
    private static Path binaries() throws IOException {
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                Optional<Path> newest = versions.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .max(Comparator.naturalOrder());
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        throw new MissingPeerException("PostgreSQL is not installed: apt-get install postgresql");
    }

    private static List<String> asOwner(List<String> command) {
        if (!PeerFolder.isRoot()) {
            return command;
        }
        List<String> asPostgres = new ArrayList<>(List.of("runuser", "-u", "postgres", "--"));
        asPostgres.addAll(command);
        return asPostgres;
    }
}
