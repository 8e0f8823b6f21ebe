package dev.rebound.transport.smtp;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.delivery.Envelope;
import dev.rebound.engine.delivery.MailTransport;
import dev.rebound.engine.delivery.MessageContent;
import dev.rebound.engine.delivery.NetworkFailure;
import dev.rebound.engine.warmup.WarmUp;
import dev.rebound.transport.dns.MailRouter;
import dev.rebound.transport.dns.MxGroups;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers over SMTP: asks the router for the way, goes from server to server until one answers for the
 * message, and keeps connections for the next message to the same server. Thread-safe; made to be called
 * by very many virtual threads.
 *
 * <p>A server answers for a message when it replies to MAIL, RCPT, DATA or the end of data with anything
 * but 421. From the moment the end of data may have been sent no other server is tried, so that nobody
 * gets a message twice.
 */
public final class SmtpMailTransport implements MailTransport, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpMailTransport.class);
    private static final Duration TIDY_EVERY = Duration.ofSeconds(1);

    /** As many as every server must take in one transaction (RFC 5321, section 4.5.3.1.8). */
    private static final int RECIPIENTS_MAX = 100;

    private final SmtpClientSettings settings;
    private final SmtpClientParts parts;
    private final Alarm alarm = new Alarm();
    private final Opening opening;
    private final ConcurrentMap<Way, Destination> destinations = new ConcurrentHashMap<>();

    /** With nothing but a router and settings. */
    public SmtpMailTransport(MailRouter router, SmtpClientSettings settings) {
        this(SmtpClientParts.standard(router, settings), settings);
    }

    public SmtpMailTransport(SmtpClientParts parts, SmtpClientSettings settings) {
        this.settings = settings;
        this.parts = parts;
        this.opening = new Opening(settings, parts, alarm);
        alarm.every(TIDY_EVERY, this::tidy);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if an address is not what its checked form says; nothing was sent
     */
    @Override
    public AttemptOutcome attempt(Envelope envelope, MessageContent content, AttemptProgress progress) {
        Mail mail = Mail.of(envelope.returnPath(), List.of(envelope.recipient()), content);
        return toDomain(envelope.recipient().key().domain(), mail, progress)
                .values()
                .iterator()
                .next();
    }

    /**
     * Tries once to hand one content to many, in as few transactions as their domains allow. A server may
     * take it for some and refuse it for others; one that wants fewer at a time says 452 to the rest, which
     * is a temporary refusal like any other. Marketing email cannot go this way, because each of its
     * messages has a return path of its own.
     *
     * @param content the complete message
     * @param progress told before each end of data, of which there may be several
     * @return what came of it for each recipient; expected misfortunes are outcomes, never exceptions
     * @throws IllegalArgumentException if an address is not what its checked form says; nothing was sent
     */
    public Map<EmailAddress, AttemptOutcome> attempt(
            EmailAddress returnPath, List<EmailAddress> recipients, MessageContent content, AttemptProgress progress) {
        List<String> paths = recipients.stream().map(Mail::path).toList();
        Map<String, List<EmailAddress>> byDomain = recipients.stream()
                .collect(Collectors.groupingBy(
                        recipient -> recipient.key().domain(), LinkedHashMap::new, Collectors.toList()));
        Map<String, AttemptOutcome> outcomes = new HashMap<>();
        byDomain.forEach((domain, ofDomain) -> {
            for (int from = 0; from < ofDomain.size(); from += RECIPIENTS_MAX) {
                List<EmailAddress> some = ofDomain.subList(from, Math.min(ofDomain.size(), from + RECIPIENTS_MAX));
                outcomes.putAll(toDomain(domain, Mail.of(returnPath, some, content), progress));
            }
        });
        Map<EmailAddress, AttemptOutcome> byRecipient = new LinkedHashMap<>();
        for (int i = 0; i < recipients.size(); i++) {
            byRecipient.put(recipients.get(i), Objects.requireNonNull(outcomes.get(paths.get(i))));
        }
        return byRecipient;
    }

    /** Recipients of one domain. */
    private Map<String, AttemptOutcome> toDomain(String domain, Mail mail, AttemptProgress progress) {
        return switch (parts.router().route(domain)) {
            case MailRouter.Route.None none -> {
                AttemptOutcome outcome = new AttemptOutcome.Failed(
                        none.failure(), none.detail(), Optional.empty(), Optional.empty(), false);
                yield mail.forwardPaths().stream().collect(Collectors.toMap(path -> path, path -> outcome));
            }
            case MailRouter.Route.Hosts route -> {
                SendingPool pool = parts.pools().poolFor(mail.content().message());
                Delivery delivery = new Delivery(mail, parts.tls().of(domain), pool, progress);
                overHosts(route, delivery);
                yield delivery.outcomes();
            }
        };
    }

    private void overHosts(MailRouter.Route.Hosts route, Delivery delivery) {
        int left = settings.limits().addressesPerAttemptMax();
        String group = MxGroups.nameOf(route);
        for (MailRouter.MailHost host : route.hosts()) {
            if (!delivery.allows(host)) {
                continue;
            }
            switch (parts.router().targets(host)) {
                case MailRouter.Targets.None none -> delivery.noWay(host, none.failure(), none.detail());
                case MailRouter.Targets.At at -> {
                    for (InetSocketAddress address : at.addresses()) {
                        if (left-- <= 0 || delivery.settled()) {
                            return;
                        }
                        connectTo(new Target(host, address, group), delivery);
                    }
                }
            }
        }
    }

    /**
     * A server's address.
     *
     * @param group the name of the group of servers it is one of
     */
    private record Target(MailRouter.MailHost host, InetSocketAddress address, String group) {}

    private void connectTo(Target target, Delivery delivery) {
        InetSocketAddress address = target.address();
        MailRouter.MailHost host = target.host();
        switch (delivery.pool().towards(address.getAddress(), target.group(), parts.warmUp())) {
            case SendingPool.Choice.Any() -> at(new Way(address, Optional.empty()), host, delivery);
            case SendingPool.Choice.From(SendingPool.Source source, Optional<WarmUp.Answer.Granted> allowance) -> {
                at(new Way(address, Optional.of(source)), host, delivery);
                if (!delivery.hasAnswers()) {
                    allowance.ifPresent(parts.warmUp()::giveBack);
                }
            }
            case SendingPool.Choice.Withheld(Instant until) -> delivery.withheld(until);
            case SendingPool.Choice.Nothing() ->
                delivery.noWay(
                        host,
                        NetworkFailure.UNREACHABLE,
                        "pool %s has no address from which %s can be reached"
                                .formatted(
                                        delivery.pool().name(),
                                        address.getAddress().getHostAddress()));
        }
    }

    private void at(Way way, MailRouter.MailHost host, Delivery delivery) {
        Destination destination = destinations.compute(
                way, (key, known) -> (known == null ? new Destination(key, settings, opening) : known).enter());
        try {
            delivery.at(destination, host);
        } finally {
            destinations.computeIfPresent(way, (key, known) -> known.leave());
        }
    }

    private void tidy() {
        try {
            for (Way way : destinations.keySet()) {
                destinations.computeIfPresent(way, (key, known) -> {
                    known.tidy();
                    return known.unused() ? null : known;
                });
            }
        } catch (RuntimeException e) {
            LOG.error("smtp connections not tidied", e);
        }
    }

    /** Says QUIT on every idle connection. Attempts under way end as they would. */
    @Override
    public void close() {
        destinations.values().forEach(Destination::close);
        alarm.close();
    }
}
