package dev.rebound.transport.smtp;

import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.delivery.Envelope;
import dev.rebound.engine.delivery.MailTransport;
import dev.rebound.engine.delivery.NetworkFailure;
import dev.rebound.transport.dns.MailRouter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
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

    private final MailRouter router;
    private final SmtpClientSettings settings;
    private final Alarm alarm = new Alarm();
    private final Opening opening;
    private final ConcurrentMap<InetSocketAddress, Destination> destinations = new ConcurrentHashMap<>();

    /**
     * @param router says where mail for a domain goes: by MX, or to a smarthost
     */
    public SmtpMailTransport(MailRouter router, SmtpClientSettings settings) {
        this.router = router;
        this.settings = settings;
        this.opening = new Opening(settings, OpportunisticTls.socketFactory(), alarm);
        alarm.every(TIDY_EVERY, this::tidy);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if an address is not what its checked form says; nothing was sent
     */
    @Override
    public AttemptOutcome attempt(Envelope envelope, byte[] content, AttemptProgress progress) {
        Mail mail = Mail.of(envelope, content);
        return switch (router.route(envelope.recipient().key().domain())) {
            case MailRouter.Route.None none -> noWay(none.failure(), none.detail(), Optional.empty());
            case MailRouter.Route.Hosts route -> overHosts(route, mail, progress);
        };
    }

    private static AttemptOutcome noWay(NetworkFailure failure, String detail, Optional<String> host) {
        return new AttemptOutcome.Failed(failure, detail, host, Optional.empty(), false);
    }

    private AttemptOutcome overHosts(MailRouter.Route.Hosts route, Mail mail, AttemptProgress progress) {
        Tries tries = new Tries();
        int left = settings.limits().addressesPerAttemptMax();
        for (MailRouter.MailHost host : route.hosts()) {
            switch (router.targets(host)) {
                case MailRouter.Targets.None none ->
                    tries.note(noWay(none.failure(), none.detail(), Optional.of(host.name())));
                case MailRouter.Targets.At at -> {
                    for (InetSocketAddress address : at.addresses()) {
                        if (left-- <= 0) {
                            return tries.best().orElseThrow();
                        }
                        Transaction.Result result = at(address, d -> d.attempt(host.name(), mail, progress));
                        if (result.answered()) {
                            return result.outcome();
                        }
                        tries.note(result.outcome());
                    }
                }
            }
        }
        return tries.best().orElseThrow();
    }

    private Transaction.Result at(InetSocketAddress address, Function<Destination, Transaction.Result> action) {
        Destination destination = destinations.compute(
                address, (key, known) -> (known == null ? new Destination(key, settings, opening) : known).enter());
        try {
            return action.apply(destination);
        } finally {
            destinations.computeIfPresent(address, (key, known) -> known.leave());
        }
    }

    private void tidy() {
        try {
            for (InetSocketAddress address : destinations.keySet()) {
                destinations.computeIfPresent(address, (key, known) -> {
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
