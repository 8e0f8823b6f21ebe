package dev.rebound.engine.submission;

import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.email.EmailId;
import java.time.Instant;
import java.util.Optional;

/**
 * A submitted mail's message to one recipient, as a list shows it.
 *
 * @param email under which it is counted
 * @param key the name of the API key it was submitted with
 * @param from its author's address
 * @param headerId its Message-ID header
 * @param octets of the mail
 * @param hasContent whether the mail itself is still kept
 * @param verdict of the bounce or the last deferral
 */
public record SubmittedMessage(
        MessageId message,
        EmailId email,
        Instant receivedAt,
        String key,
        String from,
        String subject,
        String headerId,
        int octets,
        boolean hasContent,
        String recipient,
        MessageStatus status,
        Optional<Verdict> verdict,
        Optional<NotSentReason> notSent) {}
