package dev.rebound.server.boot;

import dev.rebound.engine.delivery.DispatchSettings;
import dev.rebound.engine.delivery.Relay;
import dev.rebound.engine.lane.LaneSettings;
import dev.rebound.engine.manners.Manners;
import dev.rebound.engine.node.Lease;
import dev.rebound.engine.warmup.WarmUp;
import dev.rebound.engine.webhook.WebhookCalls;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.config.DeliverySettings;
import dev.rebound.server.config.HostPort;
import dev.rebound.server.config.SmarthostLogin;
import dev.rebound.transport.dns.DnsSettings;
import dev.rebound.transport.dns.MxRouter;
import dev.rebound.transport.dns.Smarthost;
import dev.rebound.transport.http.PinnedCalls;
import dev.rebound.transport.provider.AmazonCalls;
import dev.rebound.transport.smtp.DestinationLimits;
import dev.rebound.transport.smtp.Login;
import dev.rebound.transport.smtp.PeerCertificates;
import dev.rebound.transport.smtp.SendingPool;
import dev.rebound.transport.smtp.SmtpClientParts;
import dev.rebound.transport.smtp.SmtpClientSettings;
import dev.rebound.transport.smtp.SmtpMailTransport;
import dev.rebound.transport.smtp.SmtpTimeouts;
import dev.rebound.transport.smtp.TlsPolicy;
import dev.rebound.transport.sts.MtaSts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Makes what delivers as the configuration describes it. */
final class Network {

    private static final int AMAZON_OCTETS_MAX = 64 * 1024;
    /** Somebody waits for it. */
    private static final Duration FRESH_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration FRESH_TTL_MAX = Duration.ofSeconds(10);
    private static final int FRESH_ENTRIES_MAX = 1_000;

    private Network() {}

    static SmtpMailTransport transport(DeliverySettings settings, SmtpClientParts peers) {
        SmtpClientSettings client = new SmtpClientSettings(
                settings.helloName(), settings.tls().usual(), timeouts(settings), limits(settings));
        return new SmtpMailTransport(peers, client);
    }

    /** How much goes on at once, and how often it is tried. */
    static DispatchSettings dispatching(DeliverySettings delivery, Lease lease) {
        RandomGenerator random = RandomGenerator.getDefault();
        Manners manners = Manners.builtIn(Manners.Jitter.usual(random)).withStandardWaits(delivery.retryAfter());
        return new DispatchSettings(
                new LaneSettings(
                        delivery.attemptsMax(),
                        delivery.probesMax(),
                        destination -> manners.limitsOf(destination, delivery.connectionsMax()),
                        lease::nodes),
                manners,
                delivery.smarthost().isPresent() ? Relay.SMARTHOST : Relay.NONE,
                random);
    }

    /** How many connections a destination gets is the lane's to say; a server of it gets no less. */
    private static DestinationLimits limits(DeliverySettings settings) {
        DestinationLimits standard = DestinationLimits.STANDARD;
        return new DestinationLimits(
                settings.connectionsMax(),
                standard.messagesPerConnectionMax(),
                standard.idleMax(),
                standard.addressesPerAttemptMax());
    }

    static SmtpClientParts parts(DeliverySettings settings, WarmUp warmUp) {
        TlsPolicy configured = domain -> TlsPolicy.Requirement.of(settings.tls().useFor(domain));
        SendingPool.Chooser pools = Sender.pools(settings.sending(), settings.helloName());
        PeerCertificates certificates = PeerCertificates.ofThisJava();
        Optional<HostPort> relay = settings.smarthost();
        if (relay.isPresent()) {
            Smarthost smarthost = new Smarthost(relay.get().host(), relay.get().port());
            return new SmtpClientParts(smarthost, configured, pools, login(settings.login()), certificates, warmUp);
        }
        MxRouter router = new MxRouter(dns(settings), RandomGenerator.getDefault());
        // Policies end by the wall clock, as certificates do, also where a rehearsal's clock runs fast.
        TlsPolicy tls = settings.tls().mtaSts() ? MtaSts.over(configured, router, InstantSource.system()) : configured;
        return new SmtpClientParts(router, tls, pools, Optional.empty(), certificates, warmUp);
    }

    /** Amazon's certificates are small, and Amazon is never in a private network. */
    static AmazonCalls amazon(Configuration configuration) {
        PinnedCalls calls = calls(configuration, false);
        return url -> calls.get(url, AMAZON_OCTETS_MAX);
    }

    /** Calls to webhooks; where these may be is not the same question as where mail may go. */
    static WebhookCalls calls(Configuration configuration) {
        return calls(configuration, configuration.webhooks().allowPrivateAddresses());
    }

    private static PinnedCalls calls(Configuration configuration, boolean privateAddresses) {
        return new PinnedCalls(names(configuration.delivery(), privateAddresses));
    }

    /** Where servers that people name may be. */
    static MxRouter names(DeliverySettings delivery, boolean allowPrivateAddresses) {
        DnsSettings names = dns(delivery);
        DnsSettings allowed = new DnsSettings(
                names.resolver(),
                names.timeout(),
                names.ttlMax(),
                names.negativeTtlMax(),
                names.cacheEntriesMax(),
                names.smtpPort(),
                allowPrivateAddresses,
                Set.of());
        return new MxRouter(allowed, RandomGenerator.getDefault());
    }

    private static Optional<Login> login(SmarthostLogin settings) {
        return settings.user()
                .map(user -> settings.tokenFile()
                        .<Login>map(file -> new Login.AccessToken(user, secret(file), settings.unproven()))
                        .orElseGet(() -> new Login.Password(
                                user, secret(settings.passwordFile().orElseThrow()), settings.unproven())));
    }

    /** Read once at the start, so that a wrong path is noticed there. */
    private static Supplier<String> secret(Path file) {
        try {
            readSecret(file);
        } catch (UncheckedIOException e) {
            throw new BootException("The secret for the smarthost cannot be read: " + e.getMessage(), e);
        }
        return () -> readSecret(file);
    }

    private static String readSecret(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
                shorter(standard.endOfData(), most.multipliedBy(2)),
                standard.quit());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** For people who have just changed a record and look whether DNS has it: nothing is remembered for long. */
    static DnsSettings freshDns(DeliverySettings settings) {
        DnsSettings usual = dns(settings);
        return new DnsSettings(
                usual.resolver(),
                FRESH_TIMEOUT,
                FRESH_TTL_MAX,
                FRESH_TTL_MAX,
                FRESH_ENTRIES_MAX,
                usual.smtpPort(),
                usual.allowPrivateAddresses(),
                usual.ownNames());
    }

    private static DnsSettings dns(DeliverySettings settings) {
        DnsSettings standard = DnsSettings.standard(Set.of(settings.helloName()));
        return new DnsSettings(
                settings.dnsServer().map(Network::socketAddress),
                standard.timeout(),
                standard.ttlMax(),
                standard.negativeTtlMax(),
                standard.cacheEntriesMax(),
                settings.port(),
                settings.allowPrivateAddresses(),
                standard.ownNames());
    }

    private static InetSocketAddress socketAddress(HostPort at) {
        return new InetSocketAddress(at.host(), at.port());
    }
}
