package dev.rebound.server.cluster;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.EmailId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One life of a node, in a Java that is told to start fast rather than to run fast. */
final class NodeProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;
    private static final String NOTHING_MORE = "";

    private final Process process;
    private final Path log;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    private NodeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        Thread.ofVirtual().start(this::listen);
    }

    /** Starts it and returns at once. */
    static NodeProcess start(Path configuration) throws IOException {
        Path log = configuration.resolveSibling(configuration.getFileName() + ".log");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx300m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                NodeMain.class.getName(),
                configuration.toString());
        return new NodeProcess(
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start(),
                log);
    }

    private void listen() {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.matches("(ready|accepted|refused) \\d+")) {
                    said.add(line);
                } else {
                    Files.writeString(log, line + "\n", StandardOpenOption.APPEND, StandardOpenOption.CREATE);
                }
            }
        } catch (IOException killed) {
            // Its output ends with it.
        }
        said.add(NOTHING_MORE);
    }

    /** Waits until it delivers; the port of its pages. */
    int awaitReady() throws IOException, InterruptedException {
        String line = next();
        if (!line.startsWith("ready ")) {
            throw new AssertionError("it did not start: " + log());
        }
        return Integer.parseInt(line.substring("ready ".length()));
    }

    /** Orders an email to be sent. */
    void send(AccountId account, EmailId email) throws IOException, InterruptedException {
        String order = "send " + account + " " + email + "\n";
        process.getOutputStream().write(order.getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
        String line = next();
        if (!line.equals("accepted " + email)) {
            throw new AssertionError(line + " instead of an acknowledgement: " + log());
        }
    }

    private String next() throws IOException, InterruptedException {
        String line = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("silent: " + log());
        }
        return line;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Lets it stand still, as a machine that is suspended. */
    void standStill() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it go on where it stood. */
    void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Lets it stop as it should. */
    void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("it did not stop as it should: " + log());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
