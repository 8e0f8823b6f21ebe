package dev.rebound.engine.contact;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * A person in an account.
 *
 * @param unsubscribedAt since when they want no marketing email
 */
public record Contact(
        ContactId id,
        AccountId account,
        EmailAddress email,
        String firstName,
        String lastName,
        Instant createdAt,
        Optional<Instant> unsubscribedAt) {

    /** First and last name, or an empty text. */
    public String name() {
        return (firstName + " " + lastName).strip();
    }
}
