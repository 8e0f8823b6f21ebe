package dev.rebound.engine.delivery;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.node.NodeNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that is due.
 *
 * @param contact whom it was made for; a submitted message knows its recipient by the address only
 * @param firstName of the contact; may be empty, as the last name may
 * @param properties of the contact
 * @param attempts made so far
 * @param queuedAt when it was accepted
 * @param deadline when trying ends; known from the first deferral on
 * @param tryFor how long its email asks to be tried at most, if it does
 * @param node that has claimed it
 */
public record QueuedMessage(
        MessageId id,
        AccountId account,
        EmailId email,
        Optional<ContactId> contact,
        EmailAddress recipient,
        String firstName,
        String lastName,
        ContactProperties properties,
        int attempts,
        Instant queuedAt,
        Optional<Instant> deadline,
        Optional<Duration> tryFor,
        NodeNumber node) {

    /** First and last name as one writes them, for the To field; may be empty. */
    public String recipientName() {
        return Contact.fullName(firstName, lastName);
    }
}
