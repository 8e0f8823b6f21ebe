package dev.rebound.server.boot;

import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.delivery.Envelope;
import dev.rebound.engine.delivery.MailTransport;
import dev.rebound.engine.delivery.MessageContent;
import dev.rebound.engine.lane.Destinations;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.config.DeliverySettings;
import dev.rebound.transport.dns.DnsSettings;
import dev.rebound.transport.dns.MxGroups;
import dev.rebound.transport.dns.MxRouter;
import dev.rebound.transport.sandbox.SandboxInternet;
import dev.rebound.transport.sandbox.SandboxSettings;
import dev.rebound.transport.sandbox.script.SandboxScript;
import dev.rebound.transport.smtp.DestinationLimits;
import dev.rebound.transport.smtp.SmtpClientSettings;
import dev.rebound.transport.smtp.SmtpClientSettings.TlsUse;
import dev.rebound.transport.smtp.SmtpMailTransport;
import dev.rebound.transport.smtp.SmtpTimeouts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The invented internet of a real installation: mail to domains below {@code example}, which no real mail server has (RFC
 * 6761, section 6.5), goes to the sandbox on this machine's loopback, and its reports come back to the server for returned
 * mail. Nothing of it leaves the machine, uses an address or a limit of the real sending, or needs DNS. It starts when
 * somebody first writes there. Thread-safe.
 */
final class RehearsalInternet implements AutoCloseable {

    private static final String TOP = ".example";
    private static final String FOLDER = "rehearsal";

    /** Real time: the invented servers that do not answer shall not keep an attempt for minutes. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(RehearsalInternet.class);

    private final SandboxSettings settings;
    private final String helloName;
    private final WorldClock clock;
    private Optional<Parts> parts = Optional.empty();
    private boolean closed;

    private record Parts(SandboxInternet internet, SmtpMailTransport transport, MxGroups groups) {}

    private RehearsalInternet(SandboxSettings settings, String helloName, WorldClock clock) {
        this.settings = settings;
        this.helloName = helloName;
        this.clock = clock;
    }

    /** Whether there is one: not where a smarthost takes all mail, nor where a name server of one's own answers for all names. */
    static boolean isThere(DeliverySettings delivery) {
        return delivery.smarthost().isEmpty() && delivery.dnsServer().isEmpty();
    }

    /** One that waits until somebody writes there; reports that an earlier run still owes go out at once. */
    static RehearsalInternet of(Configuration configuration, InetSocketAddress intake, WorldClock clock) {
        Path folder = configuration.dataFolder().resolve(FOLDER);
        InetSocketAddress reachable = intake.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), intake.getPort())
                : intake;
        RehearsalInternet internet = new RehearsalInternet(
                new SandboxSettings(
                        SandboxScript.standard(),
                        folder,
                        Map.of(configuration.intake().bounceDomain(), reachable)),
                configuration.delivery().helloName(),
                clock);
        if (Files.isDirectory(folder)) {
            internet.started();
        }
        return internet;
    }

    private static boolean isInvented(String domain) {
        return domain.endsWith(TOP);
    }

    /** Sends what is for the invented internet there, and everything else on. */
    MailTransport before(MailTransport outside) {
        return new MailTransport() {
            @Override
            public AttemptOutcome attempt(Envelope envelope, MessageContent content, AttemptProgress progress) {
                return (isInvented(envelope.recipient().key().domain())
                                ? started().map(Parts::transport).<MailTransport>map(inside -> inside)
                                : Optional.<MailTransport>empty())
                        .orElse(outside)
                        .attempt(envelope, content, progress);
            }
        };
    }

    /** Groups invented domains by their invented servers. */
    Destinations before(Destinations outside) {
        return domain -> (isInvented(domain) ? started().map(Parts::groups) : Optional.<MxGroups>empty())
                .map(inside -> inside.groupOf(domain))
                .orElseGet(() -> outside.groupOf(domain));
    }

    /** Empty where it cannot run; such mail then goes where the real internet says, which is nowhere. */
    private synchronized Optional<Parts> started() {
        if (parts.isEmpty() && !closed) {
            try {
                parts = Optional.of(start());
            } catch (RuntimeException e) {
                LOG.error("The rehearsal internet could not be started", e);
                closed = true;
            }
        }
        return parts;
    }

    private Parts start() {
        SandboxInternet internet = SandboxInternet.start(settings, clock);
        DnsSettings standard = DnsSettings.standard(Set.of(helloName));
        DnsSettings inside = new DnsSettings(
                Optional.of(internet.dnsAddress()),
                standard.timeout(),
                standard.ttlMax(),
                standard.negativeTtlMax(),
                standard.cacheEntriesMax(),
                internet.smtpPort(),
                true,
                standard.ownNames());
        MxRouter router = new MxRouter(inside, RandomGenerator.getDefault());
        SmtpTimeouts patience = new SmtpTimeouts(
                PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, SmtpTimeouts.STANDARD.quit());
        SmtpMailTransport transport = new SmtpMailTransport(
                router, new SmtpClientSettings(helloName, TlsUse.OPPORTUNISTIC, patience, DestinationLimits.STANDARD));
        LOG.info("The rehearsal internet was started: mail below {} goes to this machine", TOP);
        return new Parts(internet, transport, new MxGroups(router));
    }

    @Override
    public synchronized void close() {
        closed = true;
        parts.ifPresent(running -> {
            running.transport().close();
            running.internet().close();
        });
        parts = Optional.empty();
    }
}
