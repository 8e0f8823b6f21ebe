package dev.rebound.engine.delivery;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailId;
import java.time.Instant;

/**
 * A message that is due.
 *
 * @param recipientName for the To field; may be empty
 * @param attempts made so far
 * @param queuedAt when it was accepted
 */
public record QueuedMessage(
        MessageId id,
        AccountId account,
        EmailId email,
        ContactId contact,
        EmailAddress recipient,
        String recipientName,
        int attempts,
        Instant queuedAt) {}
