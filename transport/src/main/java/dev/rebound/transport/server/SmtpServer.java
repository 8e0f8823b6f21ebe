package dev.rebound.transport.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An SMTP server (RFC 5321): one virtual thread a connection, PIPELINING, SIZE, 8BITMIME, SMTPUTF8,
 * ENHANCEDSTATUSCODES, STARTTLS. It keeps the protocol and the {@link ServerLimits}; what is taken is the
 * {@link Acceptance.Desk}'s decision. Thread-safe.
 */
public final class SmtpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpServer.class);
    private static final int BACKLOG = 256;
    /** Between two tries to accept when the system has no sockets left. */
    private static final Duration ACCEPT_PAUSE = Duration.ofMillis(100);

    private final SmtpServerSettings settings;
    private final Acceptance.Desk desk;
    private final ServerSocket listener;
    private final MemoryBudget budget;
    private final Thread acceptor =
            Thread.ofVirtual().name("smtp-server-accept").unstarted(this::acceptAll);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledThreadPoolExecutor alarm = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("smtp-server-alarm").daemon().factory());
    private final Set<SmtpSession> sessions = ConcurrentHashMap.newKeySet();
    /** Connections of each peer; guarded by itself. */
    private final Map<String, Integer> perPeer = new HashMap<>();

    private volatile boolean stopping;

    private SmtpServer(SmtpServerSettings settings, Acceptance.Desk desk, ServerSocket listener) {
        this.settings = settings;
        this.desk = desk;
        this.listener = listener;
        this.budget = new MemoryBudget(settings.limits().bytesInFlightMax());
        alarm.setRemoveOnCancelPolicy(true);
    }

    /**
     * Listens from now until {@link #close}.
     *
     * @throws CannotListenException if the port is taken or not ours to take
     */
    public static SmtpServer start(SmtpServerSettings settings, Acceptance.Desk desk) {
        SmtpServer server = new SmtpServer(settings, desk, listen(settings));
        server.acceptor.start();
        LOG.info(
                "smtp server listens address={} tls={}",
                server.address(),
                settings.tls().isPresent());
        return server;
    }

    private static ServerSocket listen(SmtpServerSettings settings) {
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.bind(settings.listen(), BACKLOG);
                return socket;
            } catch (IOException taken) {
                socket.close();
                throw taken;
            }
        } catch (IOException e) {
            throw new CannotListenException(settings.listen(), settings.settingName(), e);
        }
    }

    /** Where it listens, with the port the system chose if it was asked to. */
    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /** Connections open now. */
    public int connections() {
        return sessions.size();
    }

    private void acceptAll() {
        while (!stopping) {
            try {
                admit(listener.accept());
            } catch (IOException e) {
                if (!stopping) {
                    LOG.warn("smtp server cannot accept error={}", e.toString());
                    LockSupport.parkNanos(ACCEPT_PAUSE.toNanos());
                }
            } catch (RuntimeException e) {
                LOG.error("smtp server cannot open a session", e);
            }
        }
    }

    private void admit(Socket socket) throws IOException {
        String peer = peerGroup(socket.getInetAddress());
        if (sessions.size() >= settings.limits().connectionsMax()) {
            turnAway(socket, "421 4.3.2 " + settings.hostName() + " too many connections, try again later\r\n");
        } else if (!count(peer)) {
            turnAway(socket, "421 4.7.0 " + settings.hostName() + " too many connections from your address\r\n");
        } else {
            open(socket, peer);
        }
    }

    private static void turnAway(Socket socket, String reply) throws IOException {
        try (socket) {
            socket.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void open(Socket socket, String peer) {
        SmtpSession session;
        try {
            session = new SmtpSession(socket, settings, desk, budget);
        } catch (RuntimeException e) {
            release(peer);
            throw e;
        }
        sessions.add(session);
        Duration sessionTime = settings.limits().sessionTime();
        ScheduledFuture<?> end = alarm.schedule(session::abort, sessionTime.toMillis(), TimeUnit.MILLISECONDS);
        threads.execute(() -> {
            try {
                session.run();
            } finally {
                end.cancel(false);
                sessions.remove(session);
                release(peer);
            }
        });
        if (stopping) {
            session.stop();
        }
    }

    /** Who owns one IPv6 address mostly owns a /64 of them. */
    private static String peerGroup(InetAddress peer) {
        byte[] address = peer.getAddress();
        return Arrays.toString(address.length == 4 ? address : Arrays.copyOf(address, 8));
    }

    private boolean count(String peer) {
        synchronized (perPeer) {
            int open = perPeer.getOrDefault(peer, 0);
            if (open >= settings.limits().connectionsPerPeerMax()) {
                return false;
            }
            perPeer.put(peer, open + 1);
            return true;
        }
    }

    private void release(String peer) {
        synchronized (perPeer) {
            perPeer.computeIfPresent(peer, (key, open) -> open > 1 ? open - 1 : null);
        }
    }

    /**
     * Stops taking connections, tells idle clients 421, lets messages that are being received end within
     * {@link ServerLimits#stopTime}, then closes what is left.
     */
    @Override
    public void close() {
        stopping = true;
        try {
            listener.close();
        } catch (IOException e) {
            LOG.warn("smtp server cannot close its port error={}", e.toString());
        }
        sessions.forEach(SmtpSession::stop);
        threads.shutdown();
        boolean interrupted = !awaitSessions();
        sessions.forEach(SmtpSession::abort);
        alarm.shutdownNow();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** False if interrupted. */
    private boolean awaitSessions() {
        try {
            // The system keeps listening until the thread that waits in accept has let go.
            acceptor.join();
            long millis = settings.limits().stopTime().toMillis();
            boolean ended = threads.awaitTermination(millis, TimeUnit.MILLISECONDS);
            LOG.info("smtp server stopped address={} ended_in_time={}", address(), ended);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
