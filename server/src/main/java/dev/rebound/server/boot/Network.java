package dev.rebound.server.boot;

import dev.rebound.server.config.DeliverySettings;
import dev.rebound.server.config.HostPort;
import dev.rebound.transport.dns.DnsSettings;
import dev.rebound.transport.dns.MailRouter;
import dev.rebound.transport.dns.MxRouter;
import dev.rebound.transport.dns.Smarthost;
import dev.rebound.transport.smtp.DestinationLimits;
import dev.rebound.transport.smtp.SmtpClientSettings;
import dev.rebound.transport.smtp.SmtpMailTransport;
import dev.rebound.transport.smtp.SmtpTimeouts;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes the SMTP client that the configuration describes. */
final class Network {

    private Network() {}

    static SmtpMailTransport transport(DeliverySettings settings) {
        SmtpClientSettings client = new SmtpClientSettings(
                settings.helloName(),
                settings.tls() == DeliverySettings.Tls.OFF
                        ? SmtpClientSettings.TlsUse.OFF
                        : SmtpClientSettings.TlsUse.OPPORTUNISTIC,
                timeouts(settings),
                DestinationLimits.STANDARD);
        return new SmtpMailTransport(router(settings), client);
    }

    /** The standard's times, none longer than configured. */
    private static SmtpTimeouts timeouts(DeliverySettings settings) {
        SmtpTimeouts standard = SmtpTimeouts.STANDARD;
        Duration most = settings.replyTimeout();
        return new SmtpTimeouts(
                settings.connectTimeout(),
                shorter(standard.greeting(), most),
                shorter(standard.command(), most),
                shorter(standard.tls(), most),
                shorter(standard.data(), most),
                shorter(standard.block(), most),
                shorter(standard.endOfData(), most),
                standard.quit());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static MailRouter router(DeliverySettings settings) {
        DnsSettings standard = DnsSettings.standard(Set.of(settings.helloName()));
        DnsSettings dns = new DnsSettings(
                settings.dnsServer().map(Network::socketAddress),
                standard.timeout(),
                standard.ttlMax(),
                standard.negativeTtlMax(),
                standard.cacheEntriesMax(),
                settings.port(),
                settings.allowPrivateAddresses(),
                standard.ownNames());
        Optional<HostPort> relay = settings.smarthost();
        return relay.isPresent()
                ? new Smarthost(relay.get().host(), relay.get().port())
                : new MxRouter(dns, RandomGenerator.getDefault());
    }

    private static InetSocketAddress socketAddress(HostPort at) {
        return new InetSocketAddress(at.host(), at.port());
    }
}
