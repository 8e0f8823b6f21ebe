package dev.rebound.engine.contact;

import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.engine.email.EmailId;
import java.util.Optional;

/**
 * One event on a contact's timeline.
 *
 * @param email the marketing email of the message it happened to
 * @param emailName its name; the subject of a one-to-one email
 * @param words what the receiving side said, empty if nothing
 */
public record TimelineEntry(LedgerEvent event, Optional<EmailId> email, String emailName, String words) {

    /** Whether it happened to an email that somebody wrote to this contact alone. */
    public boolean isOneToOne() {
        return email.isEmpty() && !emailName.isEmpty();
    }
}
