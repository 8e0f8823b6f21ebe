package dev.rebound.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A Postfix of its own that relays everything to one server. */
public final class PostfixRelay {

    /** Where messages are until they have been handed on. */
    private static final List<String> QUEUES = List.of("maildrop", "incoming", "active", "deferred");

    private static final long LOOK_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final String SETTINGS = """
            myhostname = relay.example
            smtp_tls_security_level = none
            relayhost = [127.0.0.1]:@NEXT@
            """;

    private final Postfix postfix;

    private PostfixRelay(Postfix postfix) {
        this.postfix = postfix;
    }

    /**
     * Starts one that runs until the folder is closed.
     *
     * @param next port of the server that it relays to
     * @throws MissingPeerException if it is not installed, or we may not start it
     */
    public static PostfixRelay start(PeerFolder folder, int next) throws IOException, InterruptedException {
        return new PostfixRelay(Postfix.start(folder, SETTINGS.replace("@NEXT@", Integer.toString(next))));
    }

    /** Where it takes messages, at loopback. */
    public int port() {
        return postfix.port();
    }

    /** The CPU that it has used so far, in microseconds. */
    public double cpuMicros() throws IOException {
        return postfix.cpuMicros();
    }

    /** Waits until nothing is left to be handed on. */
    public void awaitEmpty() {
        while (QUEUES.stream().anyMatch(this::hasMessages)) {
            LockSupport.parkNanos(LOOK_PAUSE_NANOS);
        }
    }

    private boolean hasMessages(String name) {
        Path directory = postfix.queue().resolve(name);
        try (Stream<Path> files = Files.walk(directory)) {
            return files.anyMatch(Files::isRegularFile);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("Postfix's queue cannot be read", e);
        } catch (UncheckedIOException e) {
            // A message left while we looked.
            return true;
        }
    }
}
