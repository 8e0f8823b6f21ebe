package dev.rebound.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A Postfix of its own, with the settings that Debian ships, that relays everything to one server. It has its
 * configuration, queue and log in the folder; the machine's own Postfix, if there is one, is another.
 */
public final class PostfixRelay {

    private static final Path PROGRAMS = Path.of("/usr/lib/postfix/sbin");
    /** Where messages are until they have been handed on. */
    private static final List<String> QUEUES = List.of("maildrop", "incoming", "active", "deferred");

    private static final long LOOK_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final String MAIN = """
        compatibility_level = 3.6
        queue_directory = @FOLDER@/queue
        data_directory = @FOLDER@/data
        command_directory = /usr/sbin
        daemon_directory = @PROGRAMS@
        mail_owner = postfix
        setgid_group = postdrop
        maillog_file_prefixes = @FOLDER@
        maillog_file = @FOLDER@/postfix.log
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        myhostname = relay.example
        mydestination =
        mynetworks = 127.0.0.0/8
        alias_maps =
        smtp_tls_security_level = none
        relayhost = [127.0.0.1]:@NEXT@
        """;
    private static final String MASTER = """
        127.0.0.1:@PORT@ inet n - n - - smtpd
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n - 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        smtp unix - - n - - smtp
        error unix - - n - - error
        retry unix - - n - - error
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        proxymap unix - - n - - proxymap
        postlog unix-dgram n - n - 1 postlogd
        """;

    private final Path queue;
    private final int port;

    private PostfixRelay(Path queue, int port) {
        this.queue = queue;
        this.port = port;
    }

    /**
     * Starts one that runs until the folder is closed.
     *
     * @param next port of the server that it relays to
     * @throws MissingPeerException if it is not installed, or we may not start it
     */
    public static PostfixRelay start(PeerFolder folder, int next) throws IOException, InterruptedException {
        String postfix = PeerFolder.program("postfix");
        if (!PeerFolder.isRoot()) {
            throw new MissingPeerException(
                    "Postfix can only be started by root: run this as root, or --without-postfix");
        }
        int port = PeerFolder.freePort();
        Path configuration = Files.createDirectories(folder.path().resolve("etc"));
        Path queue = Files.createDirectories(folder.path().resolve("queue"));
        Path data = Files.createDirectories(folder.path().resolve("data"));
        Files.setOwner(
                data, FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
        Files.writeString(
                configuration.resolve("main.cf"),
                MAIN.replace("@FOLDER@", folder.path().toString())
                        .replace("@PROGRAMS@", PROGRAMS.toString())
                        .replace("@NEXT@", Integer.toString(next)));
        Files.writeString(configuration.resolve("master.cf"), MASTER.replace("@PORT@", Integer.toString(port)));
        folder.run(List.of(postfix, "-c", configuration.toString(), "start"));
        folder.stopBy(List.of(postfix, "-c", configuration.toString(), "stop"));
        folder.awaitPort(port);
        return new PostfixRelay(queue, port);
    }

    /** Where it takes messages, at loopback. */
    public int port() {
        return port;
    }

    /** The CPU that it has used so far, in microseconds. */
    public double cpuMicros() throws IOException {
        String master =
                Files.readString(queue.resolve("pid").resolve("master.pid")).strip();
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(master));
        return process.isPresent() ? CpuTime.ofTree(process.get()) : 0;
    }

    /** Waits until nothing is left to be handed on. */
    public void awaitEmpty() {
        while (QUEUES.stream().anyMatch(this::hasMessages)) {
            LockSupport.parkNanos(LOOK_PAUSE_NANOS);
        }
    }

    private boolean hasMessages(String name) {
        Path directory = queue.resolve(name);
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
