package dev.rebound.transport.real;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rebound.transport.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** What servers of others have in common: a folder, free ports, a certificate, processes. */
final class RealServer {

    private static final int START_TRIES = 500;
    private static final long START_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int COMMAND_SECONDS = 60;
    private static final int STOP_SECONDS = 5;

    private final Path folder;
    private final List<Process> started = new ArrayList<>();
    private final List<String[]> stopCommands = new ArrayList<>();

    /** In a folder that the servers' own users can enter. */
    RealServer(Path folder) throws IOException {
        this.folder = folder;
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("cert.pem"), TestCertificate.certificatePem());
        Files.writeString(folder.resolve("key.pem"), TestCertificate.keyPem());
    }

    /** Skips the test where something it needs is missing. */
    static void need(String packages, Path... files) {
        assumeTrue(System.getProperty("user.name").equals("root"), "mail servers are started as root only");
        for (Path file : files) {
            assumeTrue(Files.exists(file), file + " is missing: install Debian's " + packages);
        }
    }

    /** A folder inside that belongs to a server's user. */
    Path folderOf(String user, String name) throws IOException {
        Path made = Files.createDirectories(folder.resolve(name));
        Files.setOwner(
                made, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
        return made;
    }

    /** Writes a file; {@code @NAME@} in it stands for the value of that name, {@code @FOLDER@} for the folder. */
    void write(String name, String text, Map<String, Object> values) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        String written = text.replace("@FOLDER@", folder.toString());
        for (Map.Entry<String, Object> value : values.entrySet()) {
            written =
                    written.replace("@" + value.getKey() + "@", value.getValue().toString());
        }
        Files.writeString(file, written);
    }

    /** Runs a command to its end. */
    void run(String... command) throws IOException, InterruptedException {
        Process process = start(command);
        if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output());
        }
    }

    /** Starts a process that {@link #stop} ends. */
    Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output").toFile()))
                .start();
        started.add(process);
        return process;
    }

    /** What is to be run at the end. */
    void stopBy(String... command) {
        stopCommands.add(command);
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
        throw new IOException("nobody listens at port " + port + ": " + output());
    }

    private String output() throws IOException {
        Path output = folder.resolve("output");
        return Files.exists(output) ? Files.readString(output, StandardCharsets.UTF_8) : "";
    }

    void stop() throws IOException, InterruptedException {
        for (String[] command : stopCommands) {
            run(command);
        }
        Collections.reverse(started);
        for (Process process : started) {
            process.destroy();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        stopOffspring();
    }

    /** Servers leave deliveries behind that go on without them, and would write to the folder while it is deleted. */
    private void stopOffspring() throws InterruptedException {
        List<ProcessHandle> left = ProcessHandle.allProcesses()
                .filter(handle ->
                        handle.info().commandLine().filter(this::namesFolder).isPresent())
                .toList();
        for (ProcessHandle handle : left) {
            handle.destroyForcibly();
            try {
                handle.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("a server's process does not end: " + handle.pid(), e);
            }
        }
    }

    private boolean namesFolder(String commandLine) {
        return commandLine.contains(folder.toString());
    }
}
