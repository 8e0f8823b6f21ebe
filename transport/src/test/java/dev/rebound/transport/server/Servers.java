package dev.rebound.transport.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Returned-mail servers on loopback for tests. */
final class Servers {

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private Servers() {}

    static SmtpServerSettings settings(ServerLimits limits, Optional<SSLContext> tls) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new SmtpServerSettings(anyPort, "returned-mail.port", "mx.bounce.example", tls, limits);
    }

    static ReturnedMailServer start(MemoryDesk desk) {
        return start(desk, ServerLimits.STANDARD);
    }

    static ReturnedMailServer start(MemoryDesk desk, ServerLimits limits) {
        return ReturnedMailServer.start(settings(limits, Optional.empty()), desk, InstantSource.fixed(NOW));
    }
}
