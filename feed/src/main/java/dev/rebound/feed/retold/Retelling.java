package dev.rebound.feed.retold;

import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.Cause;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.Lifted;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.feed.report.Installation;
import dev.rebound.feed.seen.Seen;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells an installation's ledger again, event by event, as the observations that it was made of: whoever folds them by the
 * same policies comes to the same states.
 *
 * <p>What was sent was sent, and who was left out was left out, whatever whoever reads it holds against the address by
 * then; else a message that two installations know differently of would lose its bounces. What follows from another event by
 * the rules (an address is bounced globally, recovers, a pardon frees what was held) is not told, for it follows again, and
 * neither is what only time did. To tell that time has passed would be too much: of the messages that were due by then one may have
 * been taken all the same, which the rules see when they are told of it.
 *
 * <p>A bounce that the guard held at once has its hold in the event after it; without that the fold would suppress first and
 * take it back then. Numbers become those that all installations use ({@link Installation}). Evidence keeps its name.
 * Immutable.
 */
public final class Retelling {

    private final Installation installation;

    /** Of the only installation there is, or of one of several. */
    public Retelling(Installation installation) {
        this.installation = installation;
    }

    /**
     * What was seen.
     *
     * @param next the event after it in the ledger, if there is one yet; only of a bounce it is looked at
     * @param email of the message, by the installation's own number; 0 if it is of none
     * @return empty if the event follows from others
     */
    public Optional<Seen> seen(LedgerEvent event, Optional<LedgerEvent> next, long email) {
        return observation(event, next)
                .map(observation -> new Seen(
                        event.address(),
                        observation,
                        accountIfAny(event),
                        event instanceof LedgerEvent.OfMessage ? installation.sharedEmail(email) : 0,
                        Seen.Beginning.ELSEWHERE));
    }

    private Optional<Observation> observation(LedgerEvent event, Optional<LedgerEvent> next) {
        return switch (event) {
            case LedgerEvent.Expired ignored -> Optional.empty();
            case LedgerEvent.WithEvidence e -> Optional.of(withEvidence(e, next));
            case LedgerEvent.OfHold e -> Optional.of(ofHold(e));
            case LedgerEvent.Queued e ->
                Optional.of(new Observation.OfferedThroughInbox(account(e), message(e), e.at()));
            case LedgerEvent.NotSent e -> Optional.of(new Observation.LeftOut(account(e), message(e), e.at(), e.why()));
            case LedgerEvent.Interrupted e -> Optional.of(new Observation.CutOff(message(e), e.at()));
            case LedgerEvent.Reclassified e ->
                Optional.of(new Observation.Reclassify(message(e), e.at(), e.run(), e.before(), e.verdict()));
            case LedgerEvent.Unbounced e -> Optional.of(new Observation.Unbounce(account(e), e.at(), e.by(), e.why()));
            case LedgerEvent.Imported e -> imported(e);
            case LedgerEvent.Withdrawn e ->
                Optional.of(new Observation.Withdraw(account(e), e.at(), shared(e.list()), e.by()));
            case LedgerEvent.Restored e ->
                Optional.of(new Observation.Restore(account(e), e.at(), shared(e.lifted()), e.by()));
            case LedgerEvent.Lapsed ignored -> Optional.empty();
            case LedgerEvent.Reassessed e -> Optional.of(new Observation.Reassess(account(e), e.at()));
            case LedgerEvent.GlobalLifted e -> Optional.of(new Observation.LiftGlobal(e.at(), e.by(), e.why()));
            case LedgerEvent.Recovered ignored -> Optional.empty();
            case LedgerEvent.GloballyBounced ignored -> Optional.empty();
            case LedgerEvent.GlobalWithdrawn ignored -> Optional.empty();
        };
    }

    private Observation withEvidence(LedgerEvent.WithEvidence event, Optional<LedgerEvent> next) {
        return switch (event) {
            case LedgerEvent.Deferred e -> deferred(e);
            case LedgerEvent.Delivered e -> new Observation.Taken(message(e), e.at(), e.evidence());
            case LedgerEvent.Relayed e -> new Observation.TakenByRelay(message(e), e.at(), e.evidence());
            case LedgerEvent.Bounced e ->
                new Observation.PermanentFailure(message(e), e.at(), e.evidence(), e.verdict(), heldBy(e, next));
            case LedgerEvent.Noted e -> new Observation.SideNote(message(e), e.at(), e.evidence(), e.kind());
        };
    }

    private Observation ofHold(LedgerEvent.OfHold event) {
        return switch (event) {
            case LedgerEvent.Held e -> new Observation.HoldBack(message(e), e.circuit(), e.at());
            case LedgerEvent.Released e -> new Observation.Release(message(e), e.circuit(), e.at());
            case LedgerEvent.RolledBack e -> new Observation.RollBack(message(e), e.circuit(), e.at());
        };
    }

    /** The deadline is told as the time from here to it, and counts only where it is the first deferral that is told. */
    private Observation deferred(LedgerEvent.Deferred e) {
        Duration left = Duration.between(e.at(), e.deadline());
        return new Observation.TemporaryFailure(
                message(e),
                e.at(),
                e.evidence(),
                e.verdict(),
                e.nextAttempt(),
                Optional.of(left).filter(Duration::isPositive));
    }

    private static Optional<CircuitId> heldBy(LedgerEvent.Bounced bounced, Optional<LedgerEvent> next) {
        return next.flatMap(event -> event instanceof LedgerEvent.Held held
                        && held.message().equals(bounced.message())
                        && held.at().equals(bounced.at())
                ? Optional.of(held.circuit())
                : Optional.empty());
    }

    /** A moment is told also where the list had none: it was believed, whatever the address had taken shortly before. */
    private Optional<Observation> imported(LedgerEvent.Imported e) {
        Suppression held = e.suppression();
        if (!(held.cause() instanceof Cause.Listed listed)) {
            return Optional.empty();
        }
        Observation.Import.Line line = new Observation.Import.Line(
                shared(listed.list()), listed.source(), held.reason(), Optional.of(held.since()), listed.original());
        return Optional.of(new Observation.Import(account(e), e.at(), line, e.by()));
    }

    private Optional<AccountId> accountIfAny(LedgerEvent event) {
        return event.account().equals(AccountId.OF_NONE) ? Optional.empty() : Optional.of(account(event));
    }

    private AccountId account(LedgerEvent event) {
        return installation.shared(event.account());
    }

    private MessageId message(LedgerEvent.OfMessage event) {
        return installation.shared(event.message());
    }

    private BulkId shared(BulkId own) {
        return installation.shared(own);
    }

    private Lifted shared(Lifted own) {
        Suppression held = own.suppression();
        Cause cause = switch (held.cause()) {
            case Cause.Bounce(MessageId message) -> new Cause.Bounce(installation.shared(message));
            case Cause.Listed listed ->
                new Cause.Listed(shared(listed.list()), listed.source(), listed.original(), listed.importedAt());
        };
        Suppression shared = new Suppression(held.reason(), held.since(), cause, held.until(), held.probeFrom());
        return new Lifted(shared, own.vote(), own.pardon(), own.at());
    }
}
