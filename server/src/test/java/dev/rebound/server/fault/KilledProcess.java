package dev.rebound.server.fault;

import dev.rebound.engine.email.EmailId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One life of {@link KilledRebound}, in a Java that is told to start fast rather than to run fast. */
final class KilledProcess implements AutoCloseable {

    private static final int KILLED = 128 + 9;
    private static final int PATIENCE_SECONDS = 300;
    private static final String NOTHING_MORE = "";

    private final Process process;
    private final Path log;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    private KilledProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        Thread.ofVirtual().start(this::listen);
    }

    /** Starts it and returns at once; what it says of itself is added to the log. */
    static KilledProcess start(
            KilledRebound.Place place, List<String> javaOptions, Map<String, String> environment, Path log)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Djava.io.tmpdir=" + log.getParent()));
        command.addAll(javaOptions);
        command.add(KilledRebound.class.getName());
        command.addAll(place.arguments());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new KilledProcess(builder.start(), log);
    }

    /** A Java that fills its cache has things to say too. */
    private void listen() {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.matches("(ready|clock set|(accepted|refused) \\d+)")) {
                    said.add(line);
                }
            }
        } catch (IOException killed) {
            // Its output ends with it.
        }
        said.add(NOTHING_MORE);
    }

    /** Waits until mail goes out and comes in. */
    void awaitReady() throws IOException, InterruptedException {
        if (!hears("ready")) {
            throw new AssertionError("it did not start: " + Files.readString(log));
        }
    }

    /** Has its wall clock, and no other, set forward or back. */
    void setClock(Duration by) throws IOException, InterruptedException {
        say("clock " + by);
        if (!hears("clock set")) {
            throw new AssertionError("its clock was not set, see " + log);
        }
    }

    /** Orders an email to be sent; whether that was acknowledged, if only with the last breath. */
    boolean accepts(EmailId email) throws InterruptedException {
        try {
            say("send " + email);
        } catch (IOException killed) {
            return false;
        }
        return hears("accepted " + email);
    }

    private void say(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
    }

    private boolean hears(String line) throws InterruptedException {
        String next = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("silent instead of \"" + line + "\", see " + log);
        }
        if (next.equals(NOTHING_MORE)) {
            said.add(NOTHING_MORE);
        }
        return next.equals(line);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        int status = process.waitFor();
        if (status != KILLED) {
            throw new AssertionError("it had ended by itself with status " + status + ", see " + log);
        }
    }

    /** Lets it stop as it should. */
    void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("it did not stop as it should, see " + log);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
