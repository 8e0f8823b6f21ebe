package dev.rebound.engine.inbox;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactId;
import java.util.Optional;

/**
 * A one-to-one email that is about to be handed over.
 *
 * @param contact to whom it was written, if it was to one
 * @param recipient the address it goes to
 * @param subject decoded
 * @param headerId its Message-ID, in angle brackets
 */
public record NewOneToOne(
        AccountId account,
        InboxId inbox,
        Optional<ContactId> contact,
        EmailAddress recipient,
        String subject,
        OneToOneToken token,
        String headerId) {}
