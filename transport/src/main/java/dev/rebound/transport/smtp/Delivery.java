package dev.rebound.transport.smtp;

import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.delivery.MailTransport.AttemptProgress;
import dev.rebound.engine.delivery.NetworkFailure;
import dev.rebound.transport.dns.MailRouter.MailHost;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of one attempt over several servers: for whom no server has answered yet, and the best of what
 * was heard instead.
 */
final class Delivery {

    private final Mail mail;
    private final TlsPolicy.Requirement tls;
    private final SendingPool pool;
    private final AttemptProgress progress;
    private final Map<String, AttemptOutcome> answered = new LinkedHashMap<>();
    private final Map<String, Tries> tries = new HashMap<>();
    private List<String> open;

    Delivery(Mail mail, TlsPolicy.Requirement tls, SendingPool pool, AttemptProgress progress) {
        this.mail = mail;
        this.tls = tls;
        this.pool = pool;
        this.progress = progress;
        this.open = mail.forwardPaths();
    }

    private Tries tries(String path) {
        return tries.computeIfAbsent(path, first -> new Tries());
    }

    /** Whether everybody has an answer. */
    boolean settled() {
        return open.isEmpty();
    }

    /** Whether anybody has an answer. */
    boolean hasAnswers() {
        return !answered.isEmpty();
    }

    /** Nothing may go from our addresses to this host for now. */
    void withheld(Instant until) {
        open.forEach(path -> tries(path).note(new AttemptOutcome.Withheld(until)));
    }

    SendingPool pool() {
        return pool;
    }

    /** Whether the domain's policy lets a host take its mail; notes it if not. */
    boolean allows(MailHost host) {
        boolean allowed = tls.mayServe().test(host.name());
        if (!allowed) {
            noWay(host, NetworkFailure.TLS_FAILED, "the domain's policy does not name mail host " + host.name());
        }
        return allowed;
    }

    /** Nothing could be tried at this host. */
    void noWay(MailHost host, NetworkFailure failure, String detail) {
        AttemptOutcome outcome =
                new AttemptOutcome.Failed(failure, detail, Optional.of(host.name()), Optional.empty(), false);
        open.forEach(path -> tries(path).note(outcome));
    }

    /** Tries for all who have no answer yet. */
    void at(Destination destination, MailHost host) {
        Transaction.Result result = destination.attempt(host.name(), tls.use(), mail.to(open), progress);
        result.answers().forEach((path, answer) -> {
            if (answer.answered()) {
                answered.put(path, recorded(answer.outcome()));
            } else {
                tries(path).note(recorded(answer.outcome()));
            }
        });
        open = result.open();
    }

    /** A connection is shared by mail of which different things are asked, so this is noted for each mail. */
    private AttemptOutcome recorded(AttemptOutcome outcome) {
        return outcome instanceof AttemptOutcome.Replied replied ? replied.meeting(tls.demand()) : outcome;
    }

    /** For every recipient. */
    Map<String, AttemptOutcome> outcomes() {
        Map<String, AttemptOutcome> outcomes = new LinkedHashMap<>(answered);
        open.forEach(path -> outcomes.put(path, tries(path).best().orElseThrow()));
        return outcomes;
    }
}
