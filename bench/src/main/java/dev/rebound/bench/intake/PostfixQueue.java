package dev.rebound.bench.intake;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The peer: a Postfix of its own in a folder, that takes any mail and puts it on hold: it is written to the queue and
 * synced, answered 250, and nothing is done with it afterwards.
 */
final class PostfixQueue implements AutoCloseable {

    private static final List<Path> NEEDED =
            List.of(Path.of("/usr/sbin/postfix"), Path.of("/usr/lib/postfix/sbin/smtpd"));
    private static final int START_TRIES = 500;
    private static final long START_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long COMMAND_SECONDS = 30;

    /** Nothing is logged for a message but what Postfix always logs; limits that would slow it are off. */
    private static final String MAIN = """
            compatibility_level = 3.6
            queue_directory = @FOLDER@/queue
            data_directory = @FOLDER@/data
            command_directory = /usr/sbin
            daemon_directory = /usr/lib/postfix/sbin
            mail_owner = postfix
            setgid_group = postdrop
            maillog_file_prefixes = @FOLDER@
            maillog_file = @FOLDER@/postfix.log
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            myhostname = mx.example
            mydestination =
            mynetworks = 127.0.0.0/8
            alias_maps =
            smtpd_relay_restrictions = permit_mynetworks, reject
            smtpd_recipient_restrictions = check_recipient_access static:HOLD
            smtpd_peername_lookup = no
            smtpd_client_connection_count_limit = 0
            smtpd_client_connection_rate_limit = 0
            smtpd_client_message_rate_limit = 0
            default_process_limit = @PROCESSES@
            """;

    private static final String MASTER = """
            127.0.0.1:@PORT@ inet n - n - - smtpd
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            error unix - - n - - error
            retry unix - - n - - error
            smtp unix - - n - - smtp
            anvil unix - - n - 1 anvil
            proxymap unix - - n - - proxymap
            postlog unix-dgram n - n - 1 postlogd
            """;

    private final Path folder;
    private final int port;

    private PostfixQueue(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** What is missing for it to run here, in words. */
    static Optional<String> missing() {
        if (!System.getProperty("user.name").equals("root")) {
            return Optional.of("Postfix starts as root only");
        }
        return NEEDED.stream().allMatch(Files::exists)
                ? Optional.empty()
                : Optional.of("Postfix is not installed: install Debian's package postfix");
    }

    /**
     * Starts one.
     *
     * @param folder made for it; its own users must be able to reach it
     * @param processesMax servers at a time, one for each connection
     */
    static PostfixQueue start(Path folder, int processesMax) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.createDirectories(folder.resolve("queue"));
        Files.createDirectories(folder.resolve("etc"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path ownFolder = Files.createDirectories(folder.resolve("data"));
        Files.setOwner(
                ownFolder,
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
        PostfixQueue postfix = new PostfixQueue(folder, port);
        postfix.write("main.cf", MAIN.replace("@PROCESSES@", Integer.toString(processesMax + 10)));
        postfix.write("master.cf", MASTER.replace("@PORT@", Integer.toString(port)));
        postfix.command("start");
        postfix.awaitPort();
        return postfix;
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve("etc").resolve(name), text.replace("@FOLDER@", folder.toString()));
    }

    private void command(String name) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        "/usr/sbin/postfix", "-c", folder.resolve("etc").toString(), name)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("postfix " + name + " failed: " + Files.readString(output));
        }
    }

    private void awaitPort() throws IOException {
        for (int i = 0; i < START_TRIES; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(START_PAUSE_NANOS);
            }
        }
        throw new IOException("Postfix does not listen: " + Files.readString(folder.resolve("output")));
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        try {
            command("stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Postfix was being stopped", e);
        }
    }
}
