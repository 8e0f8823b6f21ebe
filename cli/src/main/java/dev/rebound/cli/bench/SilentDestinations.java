package dev.rebound.cli.bench;

import dev.rebound.bench.load.LoadFolder;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.transport.sandbox.dns.SandboxNameServer;
import dev.rebound.transport.sandbox.dns.Zone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How much destinations that never answer slow those down that do. Each destination is a domain with a mail server of
 * its own; the silent ones take connections, as far as the system lets them wait, and never say a word.
 */
final class SilentDestinations {

    private static final String SINK_ADDRESS = "127.0.0.1";
    private static final String SILENT_ADDRESS = "127.0.0.3";
    private static final int OCTETS = 10_000;
    /** How long the silent ones are tried before the others get their mail. */
    private static final long HEAD_START_MILLIS = 3_000;

    private final Path parent;
    private final int sinkPort;
    private final Size size;

    SilentDestinations(Path parent, int sinkPort, Size size) {
        this.parent = parent;
        this.sinkPort = sinkPort;
        this.size = size;
    }

    /**
     * How many take part.
     *
     * @param answering destinations that answer
     * @param silent destinations that never do
     * @param messages to each that answers; a silent one gets one
     */
    record Size(int answering, int silent, int messages) {}

    /** Deliveries a second to those that answer, alone and beside the silent ones. */
    record Found(double alone, double beside) {}

    Found measure() throws IOException {
        try (ServerSocket silent = new ServerSocket()) {
            silent.bind(new InetSocketAddress(SILENT_ADDRESS, sinkPort));
            try (SandboxNameServer names = SandboxNameServer.start(zone())) {
                return new Found(
                        perSecond(names.address().getPort(), 0),
                        perSecond(names.address().getPort(), size.silent()));
            }
        }
    }

    private Zone zone() {
        Zone.Builder zone = Zone.builder();
        for (int i = 0; i < size.answering(); i++) {
            add(zone, "a" + i + ".example", SINK_ADDRESS);
        }
        for (int i = 0; i < size.silent(); i++) {
            add(zone, "s" + i + ".example", SILENT_ADDRESS);
        }
        return zone.build();
    }

    private static void add(Zone.Builder zone, String domain, String address) {
        zone.domain(domain, List.of("mx." + domain)).host("mx." + domain, InetAddress.ofLiteral(address));
    }

    private double perSecond(int nameServerPort, int silent) throws IOException {
        Path data = Files.createTempDirectory(parent, "rebound-bench");
        Map<String, String> settings = Map.of(
                "REBOUND_DELIVERY_DNS_SERVER",
                "127.0.0.1:" + nameServerPort,
                "REBOUND_DELIVERY_PORT",
                Integer.toString(sinkPort),
                "REBOUND_DELIVERY_ALLOW_PRIVATE_ADDRESSES",
                "true");
        try (SendingInstallation rebound = SendingInstallation.start(data, settings)) {
            if (silent > 0) {
                AccountId account = rebound.account(silent, i -> "p@s" + i + ".example");
                rebound.send(account, rebound.email(account, OCTETS));
                pause();
            }
            int messages = size.answering() * size.messages();
            AccountId account = rebound.account(messages, i -> "p" + i + "@a" + i % size.answering() + ".example");
            EmailId email = rebound.email(account, OCTETS);
            long began = System.nanoTime();
            rebound.send(account, email);
            rebound.awaitDelivered(account, email, messages);
            return messages * 1e9 / (System.nanoTime() - began);
        } finally {
            LoadFolder.remove(data);
        }
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(HEAD_START_MILLIS));
    }
}
