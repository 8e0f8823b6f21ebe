package dev.rebound.store.guard;

import dev.rebound.core.guard.GuardSettings;
import dev.rebound.store.ledger.Entry;
import dev.rebound.store.ledger.FailureWatch;
import java.security.SecureRandom;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Counts failures as they are recorded, and opens circuits.
 *
 * <p>It keeps nothing in memory between batches. Counts are rows for each key and minute, and for each key and hour;
 * a batch reads those of the keys it touches, goes on counting in memory, failure by failure, and adds what it counted at its
 * end. So a circuit opens at the very failure that leaves the band, in whatever batch that is; the counts are on
 * disk with the events they count; a restart forgets nothing; and processes that share a database see each other's
 * counts as soon as they are committed. A batch without failures reads and writes nothing.
 *
 * <p>Rejected: counters in memory that are rebuilt from the ledger at the start. A week of it is too much to read,
 * and another process's events would be missing.
 */
public final class CircuitWatch implements FailureWatch {

    private static final long WRITERS = 1L << 32;

    private final GuardSettings settings;
    /** Names the rows of this process: whoever adds to another's would wait for its commit. */
    private final long writer = new SecureRandom().nextLong(WRITERS);

    public CircuitWatch(GuardSettings settings) {
        this.settings = settings;
    }

    @Override
    public Round begin(Handle handle, List<Entry> entries) {
        List<Entry> failures = entries.stream().filter(CircuitRound::isFailure).toList();
        return failures.isEmpty() ? Round.NOTHING : new CircuitRound(handle, settings, writer, failures);
    }
}
