package dev.rebound.engine.email;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.NotSentReason;
import java.util.List;
import java.util.Map;

/**
 * What became of an email's messages. Always: selected = sent + not sent; sent = delivered + bounced +
 * pending; bounced = hard + soft.
 *
 * @param pending queued or deferred
 * @param global hard bounces of addresses that are suppressed for every account
 * @param hardReasons messages by reason of a hard bounce
 * @param softReasons messages by reason of a soft bounce
 * @param pendingReasons deferred messages by reason of the last deferral
 * @param notSent by reason
 * @param domains by recipient domain, the largest first, at most 20
 */
public record EmailFigures(
        long delivered,
        long hard,
        long soft,
        long pending,
        long global,
        Map<Reason, Long> hardReasons,
        Map<Reason, Long> softReasons,
        Map<Reason, Long> pendingReasons,
        Map<NotSentReason, Long> notSent,
        List<DomainFigures> domains) {

    public EmailFigures {
        hardReasons = Map.copyOf(hardReasons);
        softReasons = Map.copyOf(softReasons);
        pendingReasons = Map.copyOf(pendingReasons);
        notSent = Map.copyOf(notSent);
        domains = List.copyOf(domains);
    }

    /** The messages to one recipient domain. */
    public record DomainFigures(String domain, long sent, long delivered, long hard, long soft, long pending) {}

    /** Hard and soft. */
    public long bounced() {
        return hard + soft;
    }

    /** Accepted for sending. */
    public long sent() {
        return delivered + bounced() + pending;
    }

    /** Left out. */
    public long notSentInAll() {
        return notSent.values().stream().mapToLong(Long::longValue).sum();
    }

    /** All chosen contacts. */
    public long selected() {
        return sent() + notSentInAll();
    }

    /** Bounced of sent, 0 to 1; 0 if nothing was sent. */
    public double bounceRate() {
        return sent() == 0 ? 0 : (double) bounced() / sent();
    }
}
