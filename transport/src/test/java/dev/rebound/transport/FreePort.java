package dev.rebound.transport;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a server that somebody else starts. It lies below those that Linux gives to whoever does not care, so that
 * no test beside takes it in between.
 */
public final class FreePort {

    private static final int LEAST = 20_000;
    /** Linux gives 32768 and up (ip_local_port_range). */
    private static final int END = 32_000;

    private FreePort() {}

    /** One on loopback that nobody listens at. */
    public static int find() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LEAST, END);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                // The next one, then.
            }
        }
    }
}
