package dev.rebound.engine.email;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.contact.ContactId;
import java.util.Optional;

/**
 * A contact of a selection that would not be sent to now.
 *
 * @param name first and last name as one writes them, or an empty text
 * @param why the weightiest reason, in the order in which a send looks at them
 */
public record LeftOut(ContactId contact, EmailAddress address, String name, NotSentReason why) {

    /**
     * What part of the list is asked for.
     *
     * @param why only these, if given
     * @param after the last contact of the page before
     */
    public record Asked(Optional<NotSentReason> why, Optional<ContactId> after, int limit) {}
}
