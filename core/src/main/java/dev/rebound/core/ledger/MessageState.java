package dev.rebound.core.ledger;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one message.
 *
 * @param account whose message it is
 * @param verdict of the bounce, or of the last deferral
 * @param attempts how many were answered or failed
 * @param nextAttempt while it is in flight
 * @param deadline when trying ends; known from the first deferral on
 * @param notSent why it was left out
 * @param evidence what has been counted already, so that it is not counted again
 * @param hold whether the guard holds its bounce, or did
 */
public record MessageState(
        AccountId account,
        MessageStatus status,
        Instant since,
        Optional<Verdict> verdict,
        int attempts,
        Optional<Instant> nextAttempt,
        Optional<Instant> deadline,
        Optional<NotSentReason> notSent,
        List<EvidenceId> evidence,
        Optional<Hold> hold) {

    /** Pieces of evidence remembered for one message; far more than a retry schedule makes. */
    public static final int EVIDENCE_MAX = 128;

    public MessageState {
        evidence = List.copyOf(evidence);
    }

    static MessageState queued(AccountId account, Instant at) {
        return new MessageState(
                account,
                MessageStatus.QUEUED,
                at,
                Optional.empty(),
                0,
                Optional.of(at),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    static MessageState notSent(AccountId account, Instant at, NotSentReason why) {
        return new MessageState(
                account,
                MessageStatus.NOT_SENT,
                at,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.of(why),
                List.of(),
                Optional.empty());
    }

    /** Left out after all, at dispatch; a message that has ended is not touched. */
    MessageState leftOut(LedgerEvent.NotSent event) {
        if (!status.isInFlight()) {
            return this;
        }
        return new MessageState(
                account,
                MessageStatus.NOT_SENT,
                event.at(),
                Optional.empty(),
                attempts,
                Optional.empty(),
                Optional.empty(),
                Optional.of(event.why()),
                evidence,
                Optional.empty());
    }

    /** Whether this evidence has been counted, or can no longer be. */
    boolean knows(EvidenceId id) {
        return evidence.contains(id) || evidence.size() >= EVIDENCE_MAX;
    }

    /** True if the message is being tried and its time was up at {@code moment}. */
    boolean isOverdue(Instant moment) {
        return status.isInFlight() && deadline.isPresent() && !moment.isBefore(deadline.get());
    }

    /** True if the verdict says more than what is known: bounced beats any status, hard beats soft. */
    boolean isWorsenedBy(Verdict later) {
        return switch (status) {
            case QUEUED, PENDING, RELAYED, DELIVERED -> true;
            case BOUNCED ->
                later.type() == BounceType.HARD
                        && verdict.map(Verdict::type).orElse(BounceType.SOFT) != BounceType.HARD;
            case NOT_SENT -> false;
        };
    }

    MessageState deferred(LedgerEvent.Deferred event) {
        if (knows(event.evidence()) || !status.isInFlight()) {
            return this;
        }
        return new MessageState(
                account,
                MessageStatus.PENDING,
                event.at(),
                Optional.of(event.verdict()),
                attempts + 1,
                Optional.of(event.nextAttempt()),
                Optional.of(event.deadline()),
                Optional.empty(),
                with(event.evidence()),
                Optional.empty());
    }

    MessageState handedOver(MessageStatus to, Instant at, EvidenceId id) {
        if (knows(id) || !mayBeHandedOver(to)) {
            return this;
        }
        return ended(to, at, Optional.empty(), status.isInFlight() ? attempts + 1 : attempts, with(id));
    }

    /** Of a message that a relay took, the relay may still say that the recipient's server took it. */
    boolean mayBeHandedOver(MessageStatus to) {
        return status.isInFlight() || (status == MessageStatus.RELAYED && to == MessageStatus.DELIVERED);
    }

    MessageState bounced(LedgerEvent.Bounced event) {
        if (knows(event.evidence()) || status == MessageStatus.NOT_SENT) {
            return this;
        }
        int answered = status.isInFlight() ? attempts + 1 : attempts;
        if (!isWorsenedBy(event.verdict())) {
            return ended(status, since, verdict, answered, with(event.evidence()))
                    .heldAs(hold);
        }
        return ended(MessageStatus.BOUNCED, event.at(), Optional.of(event.verdict()), answered, with(event.evidence()));
    }

    MessageState expired(LedgerEvent.Expired event) {
        if (!status.isInFlight()) {
            return this;
        }
        return ended(MessageStatus.BOUNCED, event.at(), Optional.of(event.verdict()), attempts, evidence);
    }

    /** Whether it bounced, and this is the verdict that stands. */
    boolean isBouncedBy(Verdict known) {
        return status == MessageStatus.BOUNCED && verdict.filter(known::equals).isPresent();
    }

    /** Judged anew; when it bounced stays as it is. */
    MessageState reclassified(LedgerEvent.Reclassified event) {
        return status == MessageStatus.BOUNCED ? judged(event.verdict()) : this;
    }

    /** The same message with another verdict. */
    MessageState judged(Verdict other) {
        return new MessageState(
                account, status, since, Optional.of(other), attempts, nextAttempt, deadline, notSent, evidence, hold);
    }

    MessageState noted(EvidenceId id) {
        return knows(id)
                ? this
                : new MessageState(
                        account, status, since, verdict, attempts, nextAttempt, deadline, notSent, with(id), hold);
    }

    /** The guard's hand on a message that bounced; on any other it has none. */
    MessageState held(Hold by) {
        return status == MessageStatus.BOUNCED
                ? new MessageState(
                        account,
                        status,
                        since,
                        verdict,
                        attempts,
                        nextAttempt,
                        deadline,
                        notSent,
                        evidence,
                        Optional.of(by))
                : this;
    }

    /** Whether the guard keeps the bounce from being held against the address. */
    boolean isExcused() {
        return hold.filter(by -> by.standing() != Hold.Standing.RELEASED).isPresent();
    }

    private MessageState heldAs(Optional<Hold> before) {
        return before.map(this::held).orElse(this);
    }

    private MessageState ended(
            MessageStatus to, Instant at, Optional<Verdict> why, int answered, List<EvidenceId> counted) {
        return new MessageState(
                account,
                to,
                at,
                why,
                answered,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                counted,
                Optional.empty());
    }

    private List<EvidenceId> with(EvidenceId id) {
        List<EvidenceId> more = new ArrayList<>(evidence);
        more.add(id);
        return more;
    }
}
