package dev.rebound.engine.email;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.Hold;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.contact.ContactId;
import java.time.Instant;
import java.util.Optional;

/**
 * One recipient of an email.
 *
 * @param contact whom it was made for; for a submitted message, where one is asked about alone, who has its address
 * @param since when it came to its status
 * @param verdict of the bounce or the last deferral
 * @param globallyBounced whether the address is suppressed for every account now
 * @param hold what the guard did with the bounce, if it held it
 * @param words the first line of what the receiving side last said, empty if nothing
 */
public record RecipientRow(
        MessageId message,
        Optional<ContactId> contact,
        EmailAddress address,
        String name,
        MessageStatus status,
        Instant since,
        Optional<Verdict> verdict,
        Optional<NotSentReason> notSent,
        boolean globallyBounced,
        Optional<Hold.Standing> hold,
        int attempts,
        Optional<Instant> nextAttempt,
        String words) {}
