package dev.rebound.engine.sharing;

import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.ledger.Evidence;
import java.util.Optional;

/**
 * An event of the ledger to be told.
 *
 * @param number of the event; greater for what was appended later
 * @param email of its message, if it has one
 * @param evidence what it rests on, without the raw report
 */
public record Happened(long number, LedgerEvent event, Optional<EmailId> email, Optional<Evidence> evidence) {}
