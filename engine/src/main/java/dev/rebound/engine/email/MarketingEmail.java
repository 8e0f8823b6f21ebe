package dev.rebound.engine.email;

import dev.rebound.core.ledger.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One email sent to many contacts.
 *
 * @param plan how its sending goes
 */
public record MarketingEmail(
        EmailId id,
        AccountId account,
        EmailContent content,
        EmailState state,
        Selection selection,
        Instant createdAt,
        Optional<Instant> sentAt,
        Optional<EmailId> clonedFrom,
        Plan plan) {

    /**
     * How the sending of an email goes.
     *
     * @param startsAt when a scheduled email will be sent
     * @param sample whom it is sent to first; empty once the rest has been decided about
     * @param judgedAt when the sample is judged; empty until all of it has been accepted
     * @param hold why nothing goes out for now
     * @param tryFor how long its messages are tried at most, if that was asked for
     */
    public record Plan(
            Optional<Instant> startsAt,
            Optional<Sample> sample,
            Optional<Instant> judgedAt,
            Optional<Hold> hold,
            Optional<Duration> tryFor) {

        /** To everybody at once. */
        public static final Plan PLAIN =
                new Plan(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
