package dev.rebound.core.ledger;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.policy.Effect;
import java.time.Instant;
import java.util.Optional;

/**
 * An address an account may not send marketing email to.
 *
 * @param reason of the bounce
 * @param since when it bounced
 * @param cause the message that bounced
 * @param until when it ends by itself; empty if somebody has to lift it
 * @param probeFrom from when on one message at a time is let through; empty if none is
 */
public record Suppression(
        Reason reason, Instant since, MessageId cause, Optional<Instant> until, Optional<Instant> probeFrom) {

    /** One that somebody has to lift. */
    public Suppression(Reason reason, Instant since, MessageId cause) {
        this(reason, since, cause, Optional.empty(), Optional.empty());
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
