package dev.rebound.engine.sequence;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.inbox.InboxId;
import java.time.Instant;
import java.util.Optional;

/**
 * A contact in a sequence.
 *
 * @param address of the contact as it is now
 * @param sent how many steps went out
 * @param dueAt when the next step may go out; empty once it has ended
 * @param end why it ended, and when; empty while it goes on
 */
public record Enrolment(
        EnrolmentId id,
        SequenceId sequence,
        AccountId account,
        ContactId contact,
        EmailAddress address,
        InboxId inbox,
        String by,
        Instant at,
        int sent,
        Optional<Instant> dueAt,
        Optional<End> end) {

    /** How it ended. */
    public record End(EndReason why, Instant at) {}

    /** Why it ended. */
    public enum EndReason {
        /** Every step was sent. */
        FINISHED,
        /** An email of it bounced. */
        BOUNCED,
        /** The contact answered. */
        REPLIED,
        /** The contact unsubscribed. */
        UNSUBSCRIBED,
        /** The account suppresses the address since it was enrolled. */
        PREVIOUSLY_BOUNCED,
        /** The address bounced globally since it was enrolled. */
        GLOBALLY_BOUNCED,
        /** The inbox was disconnected. */
        INBOX_DISCONNECTED,
        /** Nobody knows whether a step was sent; it is not sent again. */
        UNCLEAR,
        /** A step could not be sent, again and again, or was no message. */
        NOT_SENT,
        /** The contact became one with another that goes through a sequence. */
        MERGED,
        /** Somebody took the contact out. */
        BY_HAND
    }
}
