package dev.rebound.transport.smtp;

import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.delivery.MailTransport.AttemptProgress;
import dev.rebound.engine.delivery.NetworkFailure;
import dev.rebound.engine.ledger.TlsState;
import dev.rebound.transport.smtp.Opening.Opened;
import dev.rebound.transport.smtp.SmtpClientSettings.TlsUse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One way to a server (from one of our addresses to its IP address and port): its open connections, how many there may be, and whether its TLS
 * works. Thread-safe; messages over the connection limit wait for their turn in order.
 *
 * <p>A connection that has been idle may have been closed by the server a moment ago. So a message that
 * fails on one without having been handed over is tried again at once on a new connection; only what
 * happens there counts.
 */
final class Destination {

    /** After a failed handshake, TLS is not tried again for this long. */
    private static final Duration TLS_PAUSE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Destination.class);

    private final Way way;
    private final SmtpClientSettings settings;
    private final Opening opening;
    private final Semaphore places;
    /** The last one used is the first one taken, so that the others can grow old; guarded by itself. */
    private final Deque<SmtpConnection> idle = new ArrayDeque<>();

    private boolean closed;
    private volatile Optional<Long> inClearUntilNanos = Optional.empty();
    /** Attempts that hold this object; guarded by the map it lives in. */
    private int users;

    Destination(Way way, SmtpClientSettings settings, Opening opening) {
        this.way = way;
        this.settings = settings;
        this.opening = opening;
        this.places = new Semaphore(settings.limits().connectionsMax(), true);
    }

    Destination enter() {
        users++;
        return this;
    }

    Destination leave() {
        users--;
        return this;
    }

    /** Whether nobody would miss it. */
    boolean unused() {
        synchronized (idle) {
            return users == 0 && idle.isEmpty() && inClearUntilNanos.isEmpty();
        }
    }

    /**
     * Tries to hand a mail over.
     *
     * @param host the name under which the server was found
     */
    Transaction.Result attempt(String host, TlsUse use, Mail mail, AttemptProgress progress) {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return interrupted(host, mail);
        }
        try {
            Optional<SmtpConnection> kept = take(host, use);
            if (kept.isEmpty()) {
                return onNewConnection(host, use, mail, progress);
            }
            Transaction.Result result = run(kept.get(), host, mail, progress);
            List<String> open = result.open();
            return open.isEmpty() ? result : result.then(onNewConnection(host, use, mail.to(open), progress));
        } finally {
            places.release();
        }
    }

    private Transaction.Result onNewConnection(String host, TlsUse wanted, Mail mail, AttemptProgress progress) {
        TlsUse use = inClear() && !wanted.mandatory() ? TlsUse.OFF : wanted;
        Opened opened = opening.open(host, way, use);
        if (use == TlsUse.OPPORTUNISTIC
                && opened instanceof Opened.Failed(PeerFailure failure)
                && failure.failure() == NetworkFailure.TLS_FAILED) {
            LOG.info(
                    "smtp tls failed, going on in clear remote={} remote_address={} detail={}",
                    host,
                    remoteAddress(),
                    failure.detail());
            inClearUntilNanos = Optional.of(System.nanoTime() + TLS_PAUSE.toNanos());
            opened = opening.open(host, way, TlsUse.OFF);
        }
        return switch (opened) {
            case Opened.Ready ready -> run(ready.connection(), host, mail, progress);
            case Opened.Refused(SmtpReply reply, SmtpCommand command, TlsState tls) ->
                unanswered(mail, new AttemptOutcome.Replied(reply, command, host, remoteAddress(), sentFrom(), tls));
            case Opened.Failed(PeerFailure failure) ->
                unanswered(
                        mail,
                        new AttemptOutcome.Failed(
                                failure.failure(),
                                failure.detail(),
                                Optional.of(host),
                                Optional.of(failure.command()),
                                false));
        };
    }

    /** Known where it was chosen, before there is a connection to ask. */
    private Optional<String> sentFrom() {
        return way.from().map(source -> source.address().getHostAddress());
    }

    private String remoteAddress() {
        return way.target().getAddress().getHostAddress();
    }

    private boolean inClear() {
        return inClearUntilNanos.isPresent() && inClearUntilNanos.get() - System.nanoTime() > 0;
    }

    private static Transaction.Result interrupted(String host, Mail mail) {
        return unanswered(
                mail,
                new AttemptOutcome.Failed(
                        NetworkFailure.INTERNAL_ERROR,
                        "interrupted while waiting for a connection",
                        Optional.of(host),
                        Optional.of(SmtpCommand.CONNECT),
                        false));
    }

    private static Transaction.Result unanswered(Mail mail, AttemptOutcome outcome) {
        return Transaction.Result.forAll(mail, new Transaction.Answer(outcome, false), false);
    }

    private Transaction.Result run(SmtpConnection connection, String host, Mail mail, AttemptProgress progress) {
        boolean keep = false;
        try {
            Transaction.Result result = new Transaction(connection, host, mail, progress).run();
            keep = result.reusable();
            return result;
        } finally {
            if (keep) {
                giveBack(connection);
            } else {
                connection.abandon();
            }
        }
    }

    /** One that is alive and as protected as this mail must be. */
    private Optional<SmtpConnection> take(String host, TlsUse use) {
        while (true) {
            SmtpConnection candidate;
            synchronized (idle) {
                if (idle.isEmpty()) {
                    return Optional.empty();
                }
                candidate = idle.pop();
            }
            boolean alive = candidate.quiet() && !expired(candidate, System.nanoTime());
            if (alive && candidate.meets(use, host)) {
                return Optional.of(candidate);
            }
            quit(candidate);
        }
    }

    private void giveBack(SmtpConnection connection) {
        if (connection.messages() < settings.limits().messagesPerConnectionMax()) {
            synchronized (idle) {
                if (!closed) {
                    connection.idleFrom(System.nanoTime());
                    idle.push(connection);
                    return;
                }
            }
        }
        quit(connection);
    }

    /** Nobody waits for a server to say goodbye. */
    private static void quit(SmtpConnection connection) {
        Thread.ofVirtual().name("smtp-quit").start(connection::close);
    }

    private boolean expired(SmtpConnection connection, long nowNanos) {
        return nowNanos - connection.idleSinceNanos()
                >= settings.limits().idleMax().toNanos();
    }

    /** Lets go of what has been idle too long, and of a TLS failure that is long enough ago. */
    void tidy() {
        long now = System.nanoTime();
        List<SmtpConnection> old = new ArrayList<>();
        synchronized (idle) {
            while (!idle.isEmpty() && expired(idle.peekLast(), now)) {
                old.add(idle.removeLast());
            }
        }
        old.forEach(Destination::quit);
        if (!inClear()) {
            inClearUntilNanos = Optional.empty();
        }
    }

    /** Ends all idle connections politely; those in use end after their message. */
    void close() {
        List<SmtpConnection> all;
        synchronized (idle) {
            closed = true;
            all = List.copyOf(idle);
            idle.clear();
        }
        all.forEach(SmtpConnection::close);
    }
}
