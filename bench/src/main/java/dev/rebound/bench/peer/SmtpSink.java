package dev.rebound.bench.peer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Postfix's {@code smtp-sink}: takes every message and throws it away.
 *
 * @param port at loopback
 */
public record SmtpSink(int port) {

    /** Connections that may wait to be accepted. */
    private static final String BACKLOG = "1000";

    /** Starts one that runs until the folder is closed. */
    public static SmtpSink start(PeerFolder folder) throws IOException {
        int port = PeerFolder.freePort();
        List<String> command = new ArrayList<>(List.of(PeerFolder.program("smtp-sink")));
        if (PeerFolder.isRoot()) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.addAll(List.of("127.0.0.1:" + port, BACKLOG));
        folder.start(command);
        folder.awaitPort(port);
        return new SmtpSink(port);
    }
}
