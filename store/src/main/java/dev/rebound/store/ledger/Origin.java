package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailId;
import java.util.Optional;

/**
 * Where a new message comes from; not part of the fold.
 *
 * @param email the marketing email, if it is of one
 * @param contact the person, if known
 * @param recipient the address as it will stand in the envelope
 */
public record Origin(Optional<EmailId> email, Optional<ContactId> contact, String recipient) {

    /** A message that is known by its address only. */
    static Origin unknown(AddressKey address) {
        return new Origin(Optional.empty(), Optional.empty(), address.value());
    }
}
