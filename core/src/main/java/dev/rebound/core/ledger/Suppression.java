package dev.rebound.core.ledger;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.policy.Effect;
import java.time.Instant;
import java.util.Optional;

/**
 * An address an account may not send marketing email to.
 *
 * @param reason of the bounce
 * @param since when it bounced; of a list that does not say, when it was imported
 * @param cause what it rests on
 * @param until when it ends by itself; empty if somebody has to lift it
 * @param probeFrom from when on one message at a time is let through; empty if none is
 */
public record Suppression(
        Reason reason, Instant since, Cause cause, Optional<Instant> until, Optional<Instant> probeFrom) {

    /** One by a bounce. */
    public Suppression(
            Reason reason, Instant since, MessageId bounced, Optional<Instant> until, Optional<Instant> probeFrom) {
        this(reason, since, new Cause.Bounce(bounced), until, probeFrom);
    }

    /** One by a bounce that somebody has to lift. */
    public Suppression(Reason reason, Instant since, MessageId bounced) {
        this(reason, since, bounced, Optional.empty(), Optional.empty());
    }

    /** One by a line of a list: somebody has to lift it, whatever the policy says of bounces. */
    static Suppression imported(Reason reason, Instant since, Cause.Listed cause) {
        return new Suppression(reason, since, cause, Optional.empty(), Optional.empty());
    }

    /** The message that bounced; empty if it was imported. */
    public Optional<MessageId> message() {
        return switch (cause) {
            case Cause.Bounce bounce -> Optional.of(bounce.message());
            case Cause.Listed ignored -> Optional.empty();
        };
    }

    /** Whether it was imported. */
    public boolean isImported() {
        return cause instanceof Cause.Listed;
    }

    /** Whether it has not ended by itself by then. */
    public boolean isInForce(Instant at) {
        return until.filter(end -> !at.isBefore(end)).isEmpty();
    }

    /** Whether a message may try, by then, if the address takes mail again. */
    public boolean mayBeProbed(Instant at) {
        return probeFrom.filter(from -> !at.isBefore(from)).isPresent();
    }

    /** The same after another bounce: it lasts as long as either says, and is probed only if both agree. */
    Suppression prolonged(Effect.Suppress by) {
        return new Suppression(reason, since, cause, later(until, by.until()), later(probeFrom, by.probeFrom()));
    }

    /** Never, if one of them is never. */
    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.flatMap(first -> other.map(second -> first.isAfter(second) ? first : second));
    }
}
