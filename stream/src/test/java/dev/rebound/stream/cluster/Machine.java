package dev.rebound.stream.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process of the cluster, which can be killed and started again. What it says goes to a file of its name. */
final class Machine implements AutoCloseable {

    private final String name;
    private final Path log;
    private final List<String> command;
    private @Nullable Process process;

    private Machine(String name, Path log, List<String> command) {
        this.name = name;
        this.log = log;
        this.command = command;
    }

    /**
     * A JVM, not started yet.
     *
     * @param options of the JVM
     * @param program its main class and arguments
     */
    static Machine jvm(String name, Path folder, String classPath, List<String> options, List<String> program) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath));
        command.addAll(program);
        return new Machine(name, folder.resolve(name + ".log"), command);
    }

    String name() {
        return name;
    }

    Machine start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("FLINK_CONF_DIR", log.resolveSibling("conf").toString());
        Process started = builder.start();
        process = started;
        // Whoever interrupts a run shall not have to look for what it leaves.
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        return this;
    }

    /** As {@code kill -9} does. */
    void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /** Runs it to its end; what it said if that was a good one. */
    String run() throws IOException, InterruptedException {
        start();
        if (process == null || !process.waitFor(90, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(name + " failed: " + Files.readString(log));
        }
        return Files.readString(log);
    }

    /** Seconds of CPU that it has taken since it was started last. */
    double cpuSeconds() {
        if (process == null) {
            return 0;
        }
        return process.info()
                .totalCpuDuration()
                .map(used -> used.toMillis() / 1_000.0)
                .orElse(0.0);
    }

    @Override
    public void close() {
        kill();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
