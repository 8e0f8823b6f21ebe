package dev.rebound.bench.peer;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A Postfix of its own, with the settings that Debian ships but for those that are said. It has its configuration, queue and
 * log in the folder, and runs until that is closed; the machine's own Postfix, if there is one, is another.
 */
public final class Postfix {

    private static final Path PROGRAMS = Path.of("/usr/lib/postfix/sbin");

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
            mydestination =
            mynetworks = 127.0.0.0/8
            alias_maps =
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

    private Postfix(Path queue, int port) {
        this.queue = queue;
        this.port = port;
    }

    /** What is missing for one to run here, in words. */
    public static Optional<String> missing() {
        if (!PeerFolder.isRoot()) {
            return Optional.of("Postfix can only be started by root");
        }
        return Files.exists(PROGRAMS.resolve("smtpd"))
                ? Optional.empty()
                : Optional.of("Postfix is not installed: install Debian's package postfix");
    }

    /**
     * Starts one.
     *
     * @param settings lines for {@code main.cf}
     * @throws MissingPeerException if it is not installed, or we may not start it
     */
    public static Postfix start(PeerFolder folder, String settings) throws IOException, InterruptedException {
        Optional<String> missing = missing();
        if (missing.isPresent()) {
            throw new MissingPeerException(missing.get() + "; --without-postfix leaves it out");
        }
        String postfix = PeerFolder.program("postfix");
        int port = PeerFolder.freePort();
        Path configuration = Files.createDirectories(folder.path().resolve("etc"));
        Path queue = Files.createDirectories(folder.path().resolve("queue"));
        Path data = Files.createDirectories(folder.path().resolve("data"));
        Files.setOwner(
                data, FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
        Files.writeString(
                configuration.resolve("main.cf"),
                MAIN.replace("@FOLDER@", folder.path().toString()).replace("@PROGRAMS@", PROGRAMS.toString())
                        + settings);
        Files.writeString(configuration.resolve("master.cf"), MASTER.replace("@PORT@", Integer.toString(port)));
        folder.run(List.of(postfix, "-c", configuration.toString(), "start"));
        folder.stopBy(List.of(postfix, "-c", configuration.toString(), "stop"));
        folder.awaitPort(port);
        return new Postfix(queue, port);
    }

    /** Where it takes messages, at loopback. */
    public int port() {
        return port;
    }

    /** Where it keeps them. */
    Path queue() {
        return queue;
    }

    /** The CPU that it has used so far, in microseconds. */
    double cpuMicros() throws IOException {
        String master =
                Files.readString(queue.resolve("pid").resolve("master.pid")).strip();
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(master));
        return process.isPresent() ? CpuTime.ofTree(process.get()) : 0;
    }
}
