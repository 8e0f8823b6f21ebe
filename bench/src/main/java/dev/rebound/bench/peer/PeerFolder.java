package dev.rebound.bench.peer;

import dev.rebound.bench.load.LoadFolder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A folder in which peers run: their files, their output, and the processes, which are ended and with them the
 * folder when it is closed. For one thread, but for {@link #close}.
 */
public final class PeerFolder implements AutoCloseable {

    private static final int START_TRIES = 500;
    private static final long START_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int STOP_SECONDS = 10;

    /** Where Debian keeps programs that not every user's path has. */
    private static final Path SYSTEM_PROGRAMS = Path.of("/usr/sbin");

    private final Path folder;
    private final List<Process> started = new ArrayList<>();
    private final List<List<String>> stopCommands = new ArrayList<>();

    private PeerFolder(Path folder) {
        this.folder = folder;
    }

    /** A new folder inside another one, which says on which disk the peers keep their queues. */
    public static PeerFolder inside(Path parent) throws IOException {
        return new PeerFolder(LoadFolder.inside(Optional.of(parent)).path());
    }

    /** A folder in it for something else; it goes with it. */
    public Path subfolder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    Path path() {
        return folder;
    }

    /**
     * Where a program of Debian's package {@code postfix} lies.
     *
     * @throws MissingPeerException if it is not installed
     */
    static String program(String name) {
        return program(name, "postfix");
    }

    /**
     * Where a program of one of Debian's packages lies.
     *
     * @throws MissingPeerException if it is not installed
     */
    static String program(String name, String debianPackage) {
        Stream<Path> path = Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(Path::of);
        return Stream.concat(path, Stream.of(SYSTEM_PROGRAMS))
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> new MissingPeerException(name + " is not installed: apt-get install " + debianPackage
                        + " (no configuration is needed)"));
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Starts a process that is ended with the folder. */
    Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
                .start();
        synchronized (started) {
            started.add(process);
        }
        return process;
    }

    /** Runs a command to its end. */
    void run(List<String> command) throws IOException, InterruptedException {
        Process process = start(command);
        process.waitFor();
        synchronized (started) {
            started.remove(process);
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + Files.readString(output()));
        }
    }

    /** What is to be run before the processes are ended. */
    void stopBy(List<String> command) {
        synchronized (started) {
            stopCommands.add(command);
        }
    }

    void awaitPort(int port) throws IOException {
        for (int i = 0; i < START_TRIES; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(START_PAUSE_NANOS);
            }
        }
        throw new IOException("nobody listens at port " + port + ": " + Files.readString(output()));
    }

    private Path output() throws IOException {
        Path output = folder.resolve("output");
        if (!Files.exists(output)) {
            Files.createFile(output);
        }
        return output;
    }

    /** Ends what was started, and removes the folder. */
    @Override
    public void close() {
        synchronized (started) {
            try {
                for (List<String> command : stopCommands) {
                    new ProcessBuilder(command).start().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
                }
                for (Process process : started) {
                    process.destroy();
                    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                        process.destroyForcibly();
                    }
                }
                LoadFolder.remove(folder);
            } catch (IOException e) {
                throw new UncheckedIOException("what was started for the measurement could not be ended", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            stopCommands.clear();
            started.clear();
        }
    }
}
