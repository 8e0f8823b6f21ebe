package dev.rebound.engine.email;

import dev.rebound.core.bounce.Reason;
import dev.rebound.engine.email.EmailFigures.DomainFigures;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How the emails of an account fared over a time; each counts at the moment it was sent, whenever its bounces came.
 *
 * @param spans of equal length, oldest first; those in which nothing was sent are there too
 * @param hardReasons how many hard bounces by reason
 * @param softReasons how many soft bounces by reason
 * @param recipients by domain of the recipients, those with most messages first
 * @param senders by domain of the From address, those with most messages first
 * @param addresses what was answered to each of our addresses in that time, those with most answers first
 */
public record SendingHistory(
        List<Span> spans,
        Map<Reason, Long> hardReasons,
        Map<Reason, Long> softReasons,
        List<DomainFigures> recipients,
        List<DomainFigures> senders,
        List<AddressFigures> addresses) {

    public SendingHistory {
        spans = List.copyOf(spans);
        recipients = List.copyOf(recipients);
        senders = List.copyOf(senders);
        addresses = List.copyOf(addresses);
    }

    /**
     * What mail servers answered to messages that left from one of our addresses. A message that is put off and tried again has
     * several answers; what comes back as a report later is none.
     *
     * @param address IP address as text
     */
    public record AddressFigures(String address, long taken, long deferred, long refused) {

        /** All of them. */
        public long answers() {
            return taken + deferred + refused;
        }
    }

    /** Messages of emails that were sent in a span. */
    public record Span(Instant from, long delivered, long hard, long soft, long pending) {

        /** All of them. */
        public long sent() {
            return delivered + hard + soft + pending;
        }
    }
}
