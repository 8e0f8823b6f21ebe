package dev.rebound.store;

import dev.rebound.store.database.PostgresAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands before a server on this machine. While it is shut, connections break and new ones end at once. */
public final class ClosableGate implements AutoCloseable {

    private final ServerSocket listening;
    private final int behind;
    private final Set<Socket> passing = ConcurrentHashMap.newKeySet();
    private volatile boolean shut;

    private ClosableGate(ServerSocket listening, int behind) {
        this.listening = listening;
        this.behind = behind;
    }

    /** Opens one before the server that listens there. */
    public static ClosableGate before(int port) throws IOException {
        ClosableGate gate = new ClosableGate(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        Thread.ofVirtual().start(gate::letIn);
        return gate;
    }

    /** Opens one before a database. */
    public static ClosableGate before(PostgresAddress real) throws IOException {
        return before(Integer.parseInt(real.url().replaceAll(".*:(\\d+)/.*", "$1")));
    }

    /** Where the gate is. */
    public int port() {
        return listening.getLocalPort();
    }

    /** A database through the gate. */
    public PostgresAddress address(PostgresAddress real) {
        return new PostgresAddress(
                real.url().replaceFirst(":\\d+/", ":" + listening.getLocalPort() + "/"), real.user(), real.password());
    }

    public void shut() throws IOException {
        shut = true;
        for (Socket socket : passing) {
            socket.close();
        }
        passing.clear();
    }

    public void open() {
        shut = false;
    }

    private void letIn() {
        try {
            while (true) {
                Socket front = listening.accept();
                if (shut) {
                    front.close();
                    continue;
                }
                Socket back = new Socket(InetAddress.getLoopbackAddress(), behind);
                passing.add(front);
                passing.add(back);
                Thread.ofVirtual().start(() -> pass(front, back));
                Thread.ofVirtual().start(() -> pass(back, front));
            }
        } catch (IOException closed) {
            // Nobody is let in any more.
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException gone) {
            // One of the two has gone, so both go.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        shut();
    }
}
