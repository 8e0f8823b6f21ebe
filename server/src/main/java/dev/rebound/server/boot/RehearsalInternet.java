package dev.rebound.server.boot;

import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.delivery.MailTransport;
import dev.rebound.engine.delivery.NetworkFailure;
import dev.rebound.engine.lane.Destinations;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.config.DeliverySettings;
import dev.rebound.transport.dns.DnsSettings;
import dev.rebound.transport.dns.MxGroups;
import dev.rebound.transport.dns.MxRouter;
import dev.rebound.transport.sandbox.SandboxInternet;
import dev.rebound.transport.sandbox.SandboxSettings;
import dev.rebound.transport.sandbox.record.DeliveryRecord;
import dev.rebound.transport.sandbox.script.SandboxScript;
import dev.rebound.transport.smtp.DestinationLimits;
import dev.rebound.transport.smtp.SmtpClientSettings;
import dev.rebound.transport.smtp.SmtpClientSettings.TlsUse;
import dev.rebound.transport.smtp.SmtpMailTransport;
import dev.rebound.transport.smtp.SmtpTimeouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    /** Of what is kept in memory too; looked at when it starts. About 200,000 messages. */
    private static final long RECORD_OCTETS_MAX = 64_000_000;

    private static final AttemptOutcome NOT_THERE = new AttemptOutcome.Failed(
            NetworkFailure.DNS_TROUBLE,
            "the rehearsal internet of this machine could not be started",
            Optional.empty(),
            Optional.empty(),
            false);

    private static final Logger LOG = LoggerFactory.getLogger(RehearsalInternet.class);

    private final SandboxSettings settings;
    private final String helloName;
    private final WorldClock clock;
    private Optional<Parts> parts = Optional.empty();
    private Instant tryAgainAt = Instant.MIN;
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
        return (envelope, content, progress) ->
                isInvented(envelope.recipient().key().domain())
                        ? started()
                                .map(Parts::transport)
                                .map(inside -> inside.attempt(envelope, content, progress))
                                .orElse(NOT_THERE)
                        : outside.attempt(envelope, content, progress);
    }

    /** Groups invented domains by their invented servers. */
    Destinations before(Destinations outside) {
        return domain -> isInvented(domain)
                ? started()
                        .map(Parts::groups)
                        .map(inside -> inside.groupOf(domain))
                        .orElse(domain)
                : outside.groupOf(domain);
    }

    /** Empty where it cannot run now; whoever lives there is tried again later, and never looked for outside. */
    private synchronized Optional<Parts> started() {
        if (parts.isEmpty() && !closed && Instant.now().isAfter(tryAgainAt)) {
            try {
                parts = Optional.of(start());
            } catch (RuntimeException e) {
                LOG.error("The rehearsal internet could not be started, and is tried again", e);
                tryAgainAt = Instant.now().plus(AGAIN_AFTER);
            }
        }
        return parts;
    }

    /** What was rehearsed long ago need not be known for ever. */
    private static void beginAnewIfLong(Path folder) {
        Path record = folder.resolve(DeliveryRecord.FILE_NAME);
        try {
            if (Files.exists(record) && Files.size(record) > RECORD_OCTETS_MAX) {
                Files.delete(record);
                LOG.info("The record of the rehearsal internet was long, and begins anew");
            }
        } catch (IOException e) {
            LOG.warn("The record of the rehearsal internet cannot be looked at", e);
        }
    }

    private Parts start() {
        beginAnewIfLong(settings.folder());
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
