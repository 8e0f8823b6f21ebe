package dev.rebound.bench.peer;

import java.io.IOException;
import java.util.List;

/**
 * Postfix's {@code smtp-source}: sends the same message many times, one recipient each, and a connection for each
 * as it does unless told otherwise.
 *
 * @param sessions at once
 * @param octets of a message
 */
public record SmtpSource(int sessions, int octets) {

    /**
     * Sends messages to a port of loopback, and returns when the last has been answered.
     *
     * @return the CPU it took, in microseconds
     */
    public double send(PeerFolder folder, int port, int messages) throws IOException, InterruptedException {
        double before = CpuTime.ofEndedChildren();
        folder.run(List.of(
                PeerFolder.program("smtp-source"),
                "-s",
                Integer.toString(sessions),
                "-l",
                Integer.toString(octets),
                "-m",
                Integer.toString(messages),
                "-f",
                "news@shop.example",
                "-t",
                "ann@there.example",
                "127.0.0.1:" + port));
        return CpuTime.ofEndedChildren() - before;
    }
}
