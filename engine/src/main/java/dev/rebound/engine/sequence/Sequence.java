package dev.rebound.engine.sequence;

import dev.rebound.core.ledger.AccountId;
import java.time.Instant;
import java.util.List;

/**
 * A sequence.
 *
 * @param name unique in the account
 * @param steps in order; at least one
 * @param paused nothing of it is sent meanwhile; what is due waits
 * @param changedBy the login of whoever changed it last, or the name of the API key
 */
public record Sequence(
        SequenceId id,
        AccountId account,
        String name,
        List<SequenceStep> steps,
        boolean paused,
        String changedBy,
        Instant changedAt) {

    /** Longest name, in characters. */
    public static final int NAME_LENGTH_MAX = 100;

    public Sequence {
        steps = List.copyOf(steps);
    }
}
