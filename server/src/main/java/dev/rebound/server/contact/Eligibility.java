package dev.rebound.server.contact;

import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.contact.ContactView;
import java.util.Optional;

/** May we send to a contact? The same order of reasons as when an email is sent. */
public final class Eligibility {

    private Eligibility() {}

    /** Why a contact would be left out of a marketing email sent now; empty if it would not. */
    public static Optional<NotSentReason> refusal(ContactView contact) {
        if (contact.globalSince().isPresent()) {
            return Optional.of(NotSentReason.GLOBALLY_BOUNCED);
        }
        if (contact.suppression().isPresent()) {
            return Optional.of(NotSentReason.PREVIOUSLY_BOUNCED);
        }
        return contact.contact().unsubscribedAt().map(since -> NotSentReason.UNSUBSCRIBED);
    }
}
