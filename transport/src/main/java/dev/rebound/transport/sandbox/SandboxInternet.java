package dev.rebound.transport.sandbox;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.transport.sandbox.dns.SandboxNameServer;
import dev.rebound.transport.sandbox.dns.Zone;
import dev.rebound.transport.sandbox.mail.MailHosts;
import dev.rebound.transport.sandbox.mail.MailWorld;
import dev.rebound.transport.sandbox.mail.Outages;
import dev.rebound.transport.sandbox.mail.SandboxTls;
import dev.rebound.transport.sandbox.notice.NoticeComposer;
import dev.rebound.transport.sandbox.notice.NoticePost;
import dev.rebound.transport.sandbox.record.DeliveryRecord;
import dev.rebound.transport.sandbox.record.DeliverySummary;
import dev.rebound.transport.sandbox.script.Action;
import dev.rebound.transport.sandbox.script.Behaviour;
import dev.rebound.transport.sandbox.script.SandboxDomain;
import dev.rebound.transport.sandbox.script.SandboxScript;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A running sandbox internet. Point a sender's resolver at {@link #dnsAddress()} and have it connect to port
 * {@link #smtpPort()} of the addresses it finds there; everything else is as outside, only faster.
 *
 * <p>What a sender was told survives the death of the process: started again over the same folder, the sandbox
 * knows what it has taken, throws copies of it away and sends the notices it still owes.
 *
 * <p>Thread-safe. Binds loopback addresses only.
 */
public final class SandboxInternet implements AutoCloseable {

    private final SandboxScript script;
    private final DeliveryRecord record;
    private final NoticePost post;
    private final MailHosts hosts;
    private final SandboxNameServer names;
    private final Outages outages;

    private SandboxInternet(MailWorld world, MailHosts hosts, SandboxNameServer names) {
        this.script = world.script();
        this.record = world.record();
        this.post = world.post();
        this.outages = world.outages();
        this.hosts = hosts;
        this.names = names;
    }

    /**
     * Starts it.
     *
     * @param clock what scripted times are counted by; socket timeouts stay in real time
     * @throws java.io.UncheckedIOException if the folder cannot be written or is in use by another
     *     sandbox, or if no port is free
     */
    public static SandboxInternet start(SandboxSettings settings, WorldClock clock) {
        SandboxScript script = settings.script();
        DeliveryRecord record = DeliveryRecord.open(settings.folder());
        NoticePost post = new NoticePost(clock, record, settings.returnedMail());
        try {
            MailWorld world = new MailWorld(
                    script, clock, record, new NoticeComposer(), post, SandboxTls.context(), new Outages());
            MailHosts hosts = MailHosts.start(world);
            try {
                SandboxNameServer names = SandboxNameServer.start(zone(settings, hosts));
                record.owed().forEach(post::post);
                return new SandboxInternet(world, hosts, names);
            } catch (RuntimeException e) {
                hosts.close();
                throw e;
            }
        } catch (RuntimeException e) {
            post.close();
            record.close();
            throw e;
        }
    }

    private static Zone zone(SandboxSettings settings, MailHosts hosts) {
        Zone.Builder zone = Zone.builder();
        hosts.addresses().forEach(zone::host);
        for (SandboxDomain domain : settings.script().domains().values()) {
            Optional<Action> action = domain.always().flatMap(behaviour -> behaviour.action());
            if (action.isPresent() && action.get() instanceof Action.Misresolve misresolve) {
                zone.trouble(domain.name(), misresolve.trouble());
            } else {
                zone.domain(domain.name(), domain.hosts());
            }
        }
        settings.returnedMail().forEach((domain, server) -> {
            zone.domain(domain, List.of("mx." + domain));
            zone.host("mx." + domain, server.getAddress());
        });
        return zone.build();
    }

    /** The only name server of this internet, UDP and TCP. */
    public InetSocketAddress dnsAddress() {
        return names.address();
    }

    /** The port that stands for 25 here. */
    public int smtpPort() {
        return hosts.port();
    }

    /** Who exists and how they behave. */
    public SandboxScript script() {
        return script;
    }

    /**
     * Has a domain treat everybody by one behaviour of the script for a while.
     *
     * @throws IllegalArgumentException if there is no such behaviour or domain, or it comes before the recipient is known
     */
    public void beginOutage(String domain, String behaviour, Instant from, Duration length) {
        EmailAddress asking = EmailAddress.parse("outage+" + behaviour + "@" + domain)
                .orElseThrow(() -> new IllegalArgumentException("not a domain: " + domain));
        Behaviour found = script.behaviourOf(asking)
                .filter(known -> known.name().equals(behaviour))
                .orElseThrow(() -> new IllegalArgumentException("nobody at " + domain + " can do: " + behaviour));
        outages.begin(domain, found, from, length);
    }

    /** What was delivered so far, and which notices are owed. */
    public DeliverySummary deliveries() {
        return record.summary();
    }

    /** Stops everything. Notices that are owed stay in the record and go out after the next start. */
    @Override
    public void close() {
        names.close();
        hosts.close();
        post.close();
        record.close();
    }
}
