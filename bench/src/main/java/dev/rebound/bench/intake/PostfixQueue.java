package dev.rebound.bench.intake;

import dev.rebound.bench.peer.PeerFolder;
import dev.rebound.bench.peer.Postfix;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The peer: a Postfix of its own that takes any mail and puts it on hold: it is written to the queue and synced,
 * answered 250, and nothing is done with it afterwards.
 */
final class PostfixQueue implements AutoCloseable {

    /** Nothing is logged for a message but what Postfix always logs; limits that would slow it are off. */
    private static final String SETTINGS = """
            myhostname = mx.example
            smtpd_relay_restrictions = permit_mynetworks, reject
            smtpd_recipient_restrictions = check_recipient_access static:HOLD
            smtpd_peername_lookup = no
            smtpd_client_connection_count_limit = 0
            smtpd_client_connection_rate_limit = 0
            smtpd_client_message_rate_limit = 0
            default_process_limit = @PROCESSES@
            """;

    private static final int PROCESSES_BESIDE = 10;

    private final PeerFolder folder;
    private final Postfix postfix;

    private PostfixQueue(PeerFolder folder, Postfix postfix) {
        this.folder = folder;
        this.postfix = postfix;
    }

    /**
     * Starts one.
     *
     * @param parent on the disk to be measured; Postfix's own users must be able to reach it
     * @param processesMax servers at a time, one for each connection
     */
    static PostfixQueue start(Path parent, int processesMax) throws IOException, InterruptedException {
        PeerFolder folder = PeerFolder.inside(parent);
        String processes = Integer.toString(processesMax + PROCESSES_BESIDE);
        return new PostfixQueue(folder, Postfix.start(folder, SETTINGS.replace("@PROCESSES@", processes)));
    }

    int port() {
        return postfix.port();
    }

    @Override
    public void close() {
        folder.close();
    }
}
