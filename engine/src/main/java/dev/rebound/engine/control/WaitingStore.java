package dev.rebound.engine.control;

import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Hold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: the queue as people see it. What has an account sees that account only. */
public interface WaitingStore {

    /** What waits, by domain, most messages first; of one account, or of all. */
    List<PendingDomain> pending(Optional<AccountId> account, Instant now, int limit);

    /**
     * What the servers of a domain said to the message that will be tried again last; empty if none of those that wait
     * was put off.
     *
     * @param sentSince emails that began to be sent before are not looked at, so that a long history costs nothing
     */
    Optional<LastWords> lastWords(Optional<AccountId> account, String domain, Instant sentSince);

    /** How a message in flight stands; empty if it is not in flight. */
    Optional<WaitingMessage> find(AccountId account, MessageId message);

    /** Emails that will be sent at a set time, the next one first; of one account, or of all. */
    List<ScheduledEmail> scheduled(Optional<AccountId> account, int limit);

    /**
     * A deferral.
     *
     * @param words the first line of what was said
     * @param at when
     */
    record LastWords(AccountId account, EmailId email, MessageId message, Verdict verdict, String words, Instant at) {}

    /**
     * A message in flight.
     *
     * @param claimed whether it is being tried, or is next
     * @param verdict of its last deferral
     */
    record WaitingMessage(
            EmailId email,
            String domain,
            Instant due,
            boolean claimed,
            Optional<Hold> hold,
            Optional<Verdict> verdict) {}

    /** An email that will be sent at a set time. */
    record ScheduledEmail(AccountId account, EmailId email, String name, Instant startsAt) {}
}
