package dev.rebound.engine.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.Observation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Port: the ledger. Every change of a message, a suppression or the global list goes through
 * {@link #record}: load the address's state, let {@link dev.rebound.core.ledger.AddressRules} decide,
 * append the events, bring the tables that pages read up to date; one transaction, shared with other
 * callers (group commit).
 */
public interface Ledger {

    /**
     * Records an observation.
     *
     * @param evidence what it rests on; kept beside the event that rests on it
     * @return completes when the events are committed and synced, with the events (none if it added
     *     nothing); exceptionally with {@link StoreUnavailableException} if they could not be
     */
    CompletableFuture<List<LedgerEvent>> record(
            AddressKey address, Observation observation, Optional<Evidence> evidence);

    /** The committed state of an address. */
    AddressState state(AddressKey address);

    /** Lets the timers run out of up to {@code limit} pending messages whose deadline has passed. */
    CompletableFuture<Integer> expireOverdue(Instant now, int limit);

    /** The earliest deadline of a pending message, if there is one. */
    Optional<Instant> nextDeadline();

    /** When the last event happened that was appended; empty if there is none. */
    Optional<Instant> lastEventAt();

    /** Every event in the order it was appended. */
    void replay(Consumer<LedgerEvent> consumer);

    /** Compares every stored state with the one rebuilt from the events, and says where they differ. */
    Verification verify();
}
