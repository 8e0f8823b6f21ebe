package dev.rebound.engine.webhook;

import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.engine.email.EmailId;
import java.util.Optional;

/**
 * An event of the ledger as a webhook is told of it.
 *
 * @param number its number in the ledger, by which a receiver knows what it has seen already
 * @param email of which a message was part
 */
public record WebhookEvent(long number, LedgerEvent event, Optional<EmailId> email) {}
