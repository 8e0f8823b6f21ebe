package dev.rebound.cli.serve;

import dev.rebound.cli.Rebound;
import dev.rebound.transport.sandbox.record.DeliverySummary;
import dev.rebound.transport.sandbox.record.RecordReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A demo in a process of its own, watched from outside through what its mail servers write down. */
final class DemoProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Process process;
    private final Path folder;
    private final int submissionPort;

    private DemoProcess(Process process, Path folder, int submissionPort) {
        this.process = process;
        this.folder = folder;
        this.submissionPort = submissionPort;
    }

    /** Starts it and waits until it says where its pages are. */
    static DemoProcess start(Path folder, int catchUpSeconds) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                classPath,
                Rebound.class.getName(),
                "demo",
                "--data",
                folder.toString(),
                "--port",
                "0",
                "--submission-port",
                "0",
                "--catch-up",
                Integer.toString(catchUpSeconds));
        builder.redirectError(folder.resolveSibling("demo.log").toFile());
        Process process = builder.start();
        BufferedReader out = process.inputReader();
        awaitLine(out, line -> line.contains("http://127.0.0.1:"), folder);
        String submission = awaitLine(out, line -> line.contains("Submit mail"), folder);
        int port = Integer.parseInt(submission.replaceFirst(".*127\\.0\\.0\\.1:([0-9]+),.*", "$1"));
        return new DemoProcess(process, folder, port);
    }

    private static String awaitLine(BufferedReader out, Predicate<String> wanted, Path folder) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (wanted.test(line)) {
                return line;
            }
        }
        throw new AssertionError("the demo ended: " + Files.readString(folder.resolveSibling("demo.log")));
    }

    /** Where it takes mail from programs. */
    int submissionPort() {
        return submissionPort;
    }

    /** What its mail servers have taken so far. */
    DeliverySummary taken() {
        return RecordReader.summary(folder.resolve("sandbox"));
    }

    /** Waits until its mail servers have taken so many messages. */
    void awaitTaken(long messages) {
        await(messages + " messages taken", () -> taken().delivered() >= messages);
    }

    /** Waits until the condition holds. */
    void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new AssertionError("the demo ended while waiting for " + what);
            }
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not within " + PATIENCE + ": " + what);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As Ctrl-C. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the demo did not stop when told to");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
