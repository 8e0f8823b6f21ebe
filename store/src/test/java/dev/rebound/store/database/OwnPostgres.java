package dev.rebound.store.database;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of the tests' own: Debian's binaries, a folder under {@code /tmp}, a free port, gone with the JVM.
 * It does not run as root, so root starts it as the user {@code postgres}. One for a JVM, and a database for each test,
 * copied from one that has our tables already. It does not sync: no test of this JVM pulls a plug.
 */
public final class OwnPostgres {

    private static final String USER = "rebound";
    private static final String TEMPLATE = "rebound_template";
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static Optional<OwnPostgres> running = Optional.empty();

    private final Path folder;
    private final int port;
    /** How a database is copied, at the end of the statement. */
    private final String copying;

    private final Map<Path, PostgresAddress> byFolder = new ConcurrentHashMap<>();

    private OwnPostgres(Path folder, int port, String copying) {
        this.folder = folder;
        this.port = port;
        this.copying = copying;
    }

    /** The server, started by whoever asks first; without PostgreSQL the test is reported as skipped. */
    public static synchronized OwnPostgres running() {
        if (running.isEmpty()) {
            running = Optional.of(start());
        }
        return running.get();
    }

    /** An empty database with our tables. */
    public PostgresAddress newDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        execute("postgres", "create database " + name + " template " + TEMPLATE + copying);
        return address(name);
    }

    /** The same for whoever names the same folder: a store that is opened again finds what it left. */
    public PostgresAddress databaseOf(Path folder) {
        return byFolder.computeIfAbsent(folder, first -> newDatabase());
    }

    /** A database without any table. */
    public PostgresAddress emptyDatabase() {
        String name = "empty_" + DATABASES.incrementAndGet();
        execute("postgres", "create database " + name);
        return address(name);
    }

    /** Runs a statement as the server's owner, in a database. */
    public void execute(String database, String statement) {
        execute(address(database), statement);
    }

    /** The same. */
    public void execute(PostgresAddress database, String statement) {
        try (Connection connection = connection(database);
                Statement running = connection.createStatement()) {
            running.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** A connection past the store. */
    public static Connection connection(PostgresAddress address) throws SQLException {
        return DriverManager.getConnection(address.url(), USER, "");
    }

    /** Where a database of this server is. */
    public PostgresAddress address(String database) {
        return new PostgresAddress(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, Optional.of(USER), Optional.empty());
    }

    private static OwnPostgres start() {
        Path binaries = binaries();
        try {
            Path folder = Files.createTempDirectory("rebound-postgresql-");
            if (isRoot()) {
                run(List.of("chown", "postgres", folder.toString()));
            }
            Path data = folder.resolve("data");
            run(asOwner(List.of(
                    binaries.resolve("initdb").toString(),
                    "--pgdata=" + data,
                    "--username=" + USER,
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--no-sync")));
            OwnPostgres server = new OwnPostgres(folder, freePort(), copying(data));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(binaries, data)));
            run(asOwner(List.of(
                    binaries.resolve("pg_ctl").toString(),
                    "--pgdata=" + data,
                    "--log=" + folder.resolve("log"),
                    "--wait",
                    "--options=-p " + server.port + " -k " + folder
                            + " -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
                            + " -c max_connections=200 -c shared_buffers=64MB",
                    "start")));
            server.execute("postgres", "create database " + TEMPLATE);
            new PostgresServer(server.address(TEMPLATE), AddressHashes.under(new byte[32])).migrate();
            // Tests give messages small numbers of their own.
            server.execute(TEMPLATE, "alter sequence message_numbers restart with 1000000");
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("starting PostgreSQL", e);
        }
    }

    /** Before 15 it copied files and knew no other way; since then it copies page by page through its log unless told. */
    private static String copying(Path data) throws IOException {
        int version =
                Integer.parseInt(Files.readString(data.resolve("PG_VERSION")).strip());
        return version < 15 ? "" : " strategy file_copy";
    }

    private void stop(Path binaries, Path data) {
        try {
            run(asOwner(List.of(
                    binaries.resolve("pg_ctl").toString(),
                    "--pgdata=" + data,
                    "--mode=immediate",
                    "--silent",
                    "stop")));
            // A database for each test makes a hundred thousand files: nobody waits until they are gone.
            new ProcessBuilder("rm", "-rf", folder.toString()).start();
        } catch (IOException e) {
            throw new UncheckedIOException("stopping PostgreSQL", e);
        }
    }

    /** The newest that is installed. */
    private static Path binaries() {
        assumeTrue(Files.isDirectory(DEBIAN), "PostgreSQL is missing: install Debian's package postgresql");
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            Optional<Path> newest = versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
            assumeTrue(newest.isPresent(), "PostgreSQL is missing: install Debian's package postgresql");
            return newest.orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("looking for PostgreSQL", e);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static List<String> asOwner(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        List<String> asPostgres = new ArrayList<>(List.of("runuser", "-u", "postgres", "--"));
        asPostgres.addAll(command);
        return asPostgres;
    }

    /** Below the ports that Linux gives to whoever does not care (ip_local_port_range), so that nobody takes it in between. */
    private static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                // The next one, then.
            }
        }
    }

    private static void run(List<String> command) throws IOException {
        // What the server prints goes to its log; a pipe to us would stay open as long as it runs.
        Path output = Files.createTempFile("rebound-postgresql-", ".out");
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/tmp").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(command + ": " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(command + " was interrupted", e);
        } finally {
            Files.delete(output);
        }
    }
}
