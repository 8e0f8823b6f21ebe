package dev.rebound.store.ledger;

import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.engine.ledger.Evidence;
import java.util.Optional;

/**
 * An event of the ledger with all that is kept of it.
 *
 * @param number in the ledger; later ones are greater
 * @param email of its message; 0 if it is of none
 * @param evidence that it rests on, with the report as it came if that is still kept
 */
public record PastEvent(long number, LedgerEvent event, long email, Optional<Evidence> evidence) {}
