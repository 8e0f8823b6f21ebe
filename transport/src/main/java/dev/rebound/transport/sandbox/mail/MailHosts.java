package dev.rebound.transport.sandbox.mail;

import dev.rebound.transport.sandbox.script.Action;
import dev.rebound.transport.sandbox.script.Behaviour;
import dev.rebound.transport.sandbox.script.SandboxDomain;
import dev.rebound.transport.sandbox.script.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All mail servers of the sandbox: each has an address of its own in 127.53.0.0/16 and all have the same
 * port, as real ones have 25, because a name server tells addresses and no ports. Linux answers the whole of
 * 127.0.0.0/8; where a machine does not (macOS), one server on 127.0.0.1 stands for all and goes by the
 * recipient's domain: there, a server that does not listen drops the connection instead.
 *
 * <p>Thread-safe.
 */
public final class MailHosts implements AutoCloseable {

    /** Clients served at the same time; one more is turned away. */
    static final int SESSIONS_MAX = 2_000;

    /** Addresses used of each 127.53.x.0/24. */
    private static final int ADDRESSES_PER_NET = 250;

    /** A port must be free on all addresses: this often we look for another one. */
    private static final int PORT_ATTEMPTS_MAX = 20;

    private static final int BACKLOG = 200;

    private static final Logger LOG = LoggerFactory.getLogger(MailHosts.class);

    private final MailWorld world;
    private final Map<String, InetAddress> addresses;
    private final Listeners listeners;
    private final Set<Socket> sessions = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private MailHosts(MailWorld world, Map<String, InetAddress> addresses, Listeners listeners) {
        this.world = world;
        this.addresses = addresses;
        this.listeners = listeners;
        listeners.sockets.forEach((socket, host) -> threads.execute(() -> accept(socket, host)));
    }

    /** Sockets on one port, and whose each is. */
    private record Listeners(int port, Map<ServerSocket, MailHost> sockets) {
        void close() throws IOException {
            for (ServerSocket socket : sockets.keySet()) {
                socket.close();
            }
        }
    }

    /**
     * Starts the servers of all domains of the script.
     *
     * @throws UncheckedIOException if no port is free
     */
    public static MailHosts start(MailWorld world) {
        Collection<SandboxDomain> domains = world.script().domains().values();
        Map<String, InetAddress> addresses = addresses(domains);
        try {
            return addresses.isEmpty() || canUse(addresses.values().iterator().next())
                    ? new MailHosts(world, addresses, listenOnEach(domains, addresses))
                    : startOnOneAddress(world);
        } catch (IOException e) {
            throw new UncheckedIOException("starting the sandbox's mail servers", e);
        }
    }

    /** One server for all, as where there is only one loopback address. */
    static MailHosts startOnOneAddress(MailWorld world) throws IOException {
        Collection<SandboxDomain> domains = world.script().domains().values();
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        Map<String, InetAddress> addresses = addresses(domains);
        addresses.replaceAll((host, address) -> loopback);
        MailHost all = new MailHost("mx.sandbox.example", List.copyOf(domains), true);
        ServerSocket socket = new ServerSocket(0, BACKLOG, loopback);
        return new MailHosts(world, addresses, new Listeners(socket.getLocalPort(), Map.of(socket, all)));
    }

    private static Map<String, InetAddress> addresses(Collection<SandboxDomain> domains) {
        Map<String, InetAddress> addresses = new LinkedHashMap<>();
        domains.stream()
                .filter(domain -> domain.always()
                        .map(Behaviour::stage)
                        .filter(Stage.DNS::equals)
                        .isEmpty())
                .flatMap(domain -> domain.hosts().stream())
                .distinct()
                .forEach(host -> addresses.put(host, address(addresses.size())));
        return addresses;
    }

    private static InetAddress address(int index) {
        return InetAddress.ofLiteral("127.53." + index / ADDRESSES_PER_NET + "." + (index % ADDRESSES_PER_NET + 1));
    }

    private static boolean canUse(InetAddress address) throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, address)) {
            return probe.isBound();
        } catch (BindException e) {
            LOG.info("sandbox has one address only: why={}", e.getMessage());
            return false;
        }
    }

    private static Listeners listenOnEach(Collection<SandboxDomain> domains, Map<String, InetAddress> addresses)
            throws IOException {
        Map<String, MailHost> hosts = listeningHosts(domains, addresses);
        BindException last = new BindException("no attempt made");
        for (int i = 0; i < PORT_ATTEMPTS_MAX; i++) {
            Listeners listeners = new Listeners(freePort(), new LinkedHashMap<>());
            try {
                for (MailHost host : hosts.values()) {
                    InetAddress address = addresses.get(host.name());
                    listeners.sockets.put(new ServerSocket(listeners.port, BACKLOG, address), host);
                }
                return listeners;
            } catch (BindException e) {
                listeners.close();
                last = e;
            }
        }
        throw last;
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return probe.getLocalPort();
        }
    }

    private static Map<String, MailHost> listeningHosts(
            Collection<SandboxDomain> domains, Map<String, InetAddress> addresses) {
        Map<String, MailHost> hosts = new LinkedHashMap<>();
        for (String name : addresses.keySet()) {
            List<SandboxDomain> served = domains.stream()
                    .filter(domain -> domain.hosts().contains(name))
                    .toList();
            if (served.stream().allMatch(domain -> listens(name, domain))) {
                hosts.put(name, new MailHost(name, served, false));
            }
        }
        return hosts;
    }

    private static boolean listens(String host, SandboxDomain domain) {
        boolean refuses = domain.always()
                .flatMap(Behaviour::action)
                .filter(Action.Refuse.class::isInstance)
                .isPresent();
        return !refuses && !domain.down().contains(host);
    }

    /** The port that all of them listen on. */
    public int port() {
        return listeners.port();
    }

    /** The address of every mail server, also of those that do not listen. */
    public Map<String, InetAddress> addresses() {
        return Map.copyOf(addresses);
    }

    private void accept(ServerSocket socket, MailHost host) {
        while (!socket.isClosed()) {
            try {
                Socket session = socket.accept();
                sessions.add(session);
                if (sessions.size() > SESSIONS_MAX || socket.isClosed()) {
                    close(session);
                } else {
                    threads.execute(() -> serve(session, host));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.warn("sandbox could not accept: server={} why={}", host.name(), e.toString());
                }
            }
        }
    }

    private void serve(Socket session, MailHost host) {
        try {
            MailSession.run(session, host, world);
        } catch (IOException e) {
            LOG.debug("sandbox dialogue ended early: server={} why={}", host.name(), e.toString());
        } catch (UncheckedIOException e) {
            LOG.warn("sandbox could not write its record: server={} why={}", host.name(), e.toString());
        } finally {
            close(session);
        }
    }

    private void close(Socket session) {
        sessions.remove(session);
        try {
            session.close();
        } catch (IOException e) {
            LOG.debug("sandbox could not close a connection: why={}", e.toString());
        }
    }

    /** Stops listening, cuts every dialogue off and waits until the last one has ended. */
    @Override
    public void close() {
        try {
            listeners.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the sandbox's mail servers", e);
        }
        new ArrayList<>(sessions).forEach(this::close);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("sandbox dialogues did not end: count={}", sessions.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
