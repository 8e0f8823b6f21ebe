package dev.rebound.engine.reclassify;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.reclassify.Reclassification.Kind;
import dev.rebound.engine.reclassify.Reclassification.Progress;
import dev.rebound.engine.reclassify.Reclassification.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Port: past bounces, and how far judging them again has come. */
public interface Reclassifications {

    /**
     * What is begun.
     *
     * @param undoes of {@link Kind#UNDO}, what is taken back
     */
    record Order(Kind kind, Instant at, String by, String rulesVersion, Optional<Long> undoes) {}

    /**
     * Begins one; returns after commit.
     *
     * @return empty if another is running: one at a time
     */
    Optional<Reclassification> begin(Order order);

    /** The newest first. */
    List<Reclassification> list(int limit);

    Optional<Reclassification> find(long id);

    /** The one that is running. */
    Optional<Reclassification> running();

    /** The next messages that bounced, in the order of their numbers. */
    List<PastBounce> bouncesAfter(long message, int limit);

    /** Whole states of addresses. */
    Map<AddressKey, AddressState> states(List<AddressKey> addresses);

    /**
     * Something a reclassification changed.
     *
     * @param number of the event in the ledger
     */
    record Changed(long number, LedgerEvent.Reclassified event) {}

    /** The next verdicts that it changed, in the order of the ledger, after the event of this number. */
    List<Changed> changedBy(long id, long number, int limit);

    /** What is to be recorded of an address. */
    record Step(AddressKey address, Observation.Reclassify observation) {}

    /**
     * Records the steps and, with them, how far it has come; returns after commit.
     *
     * @param before how far it had come: if it has come further, or was stopped, nothing is done
     * @return false if nothing was done
     */
    boolean advance(long id, Progress before, Progress after, List<Step> steps);

    /** Ends it if it is running; returns after commit. */
    void end(long id, State state);
}
