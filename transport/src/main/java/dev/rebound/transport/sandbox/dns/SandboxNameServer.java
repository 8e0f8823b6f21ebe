package dev.rebound.transport.sandbox.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A name server on loopback, over UDP and TCP, that answers from one {@link Zone}. An answer from here is never
 * long enough to be cut (RFC 1035, 4.2.1): a domain has at most five mail servers.
 *
 * <p>Thread-safe.
 */
public final class SandboxNameServer implements AutoCloseable {

    private static final int QUERY_BYTES_MAX = 4_096;
    /** Queries that wait to be read: a sender with thousands of destinations asks for hundreds of names at once. */
    private static final int WAITING_BYTES = 4 * 1_024 * 1_024;

    private static final Duration TCP_IDLE_MAX = Duration.ofSeconds(5);
    private static final int TCP_CONNECTIONS_MAX = 50;

    /** UDP and TCP must have the same port: this often we ask for another one. */
    private static final int PORT_ATTEMPTS_MAX = 20;

    private static final Logger LOG = LoggerFactory.getLogger(SandboxNameServer.class);

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final Answers answers;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private SandboxNameServer(DatagramSocket udp, ServerSocket tcp, Zone zone) {
        this.udp = udp;
        this.tcp = tcp;
        this.answers = new Answers(zone);
        threads.execute(this::answerDatagrams);
        threads.execute(this::acceptConnections);
    }

    /**
     * Starts on a free port of 127.0.0.1.
     *
     * @throws UncheckedIOException if there is none
     */
    public static SandboxNameServer start(Zone zone) {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        IOException last = new IOException("no attempt made");
        for (int i = 0; i < PORT_ATTEMPTS_MAX; i++) {
            try {
                DatagramSocket udp = new DatagramSocket(0, loopback);
                try {
                    udp.setReceiveBufferSize(WAITING_BYTES);
                    return new SandboxNameServer(udp, new ServerSocket(udp.getLocalPort(), 50, loopback), zone);
                } catch (IOException e) {
                    udp.close();
                    throw e;
                }
            } catch (IOException e) {
                last = e;
            }
        }
        throw new UncheckedIOException("starting the sandbox's name server", last);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(udp.getLocalAddress(), udp.getLocalPort());
    }

    private void answerDatagrams() {
        byte[] buffer = new byte[QUERY_BYTES_MAX];
        while (!udp.isClosed()) {
            try {
                DatagramPacket query = new DatagramPacket(buffer, buffer.length);
                udp.receive(query);
                Optional<byte[]> answer = answers.answer(Arrays.copyOf(query.getData(), query.getLength()));
                if (answer.isPresent()) {
                    udp.send(new DatagramPacket(answer.get(), answer.get().length, query.getSocketAddress()));
                }
            } catch (IOException e) {
                if (!udp.isClosed()) {
                    LOG.warn("sandbox name server could not answer: why={}", e.toString());
                }
            }
        }
    }

    private void acceptConnections() {
        while (!tcp.isClosed()) {
            try {
                Socket connection = tcp.accept();
                if (connections.size() >= TCP_CONNECTIONS_MAX) {
                    connection.close();
                } else {
                    connections.add(connection);
                    threads.execute(() -> converse(connection));
                }
            } catch (IOException e) {
                if (!tcp.isClosed()) {
                    LOG.warn("sandbox name server could not accept: why={}", e.toString());
                }
            }
        }
    }

    /** Each message is preceded by its length in two octets (RFC 1035, section 4.2.2). */
    private void converse(Socket connection) {
        try (connection) {
            connection.setSoTimeout((int) TCP_IDLE_MAX.toMillis());
            DataInputStream in = new DataInputStream(connection.getInputStream());
            DataOutputStream out = new DataOutputStream(connection.getOutputStream());
            while (true) {
                byte[] query = new byte[in.readUnsignedShort()];
                in.readFully(query);
                Optional<byte[]> answer = answers.answer(query);
                if (answer.isEmpty()) {
                    return;
                }
                out.writeShort(answer.get().length);
                out.write(answer.get());
                out.flush();
            }
        } catch (IOException e) {
            LOG.debug("sandbox name server connection ended: why={}", e.toString());
        } finally {
            connections.remove(connection);
        }
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("closing the sandbox's name server", e);
        } finally {
            threads.shutdown();
        }
    }
}
