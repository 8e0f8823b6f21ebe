package dev.rebound.engine.suppression;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailId;
import java.util.Optional;

/**
 * A suppression as the page lists it.
 *
 * @param contact of the account with this address, if there is one
 * @param email whose message bounced
 * @param emailName its name
 */
public record SuppressedAddress(
        AddressKey address,
        Suppression suppression,
        boolean globallyBounced,
        Optional<ContactId> contact,
        Optional<EmailId> email,
        String emailName) {}
