package dev.rebound.engine.sequence;

import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.OneToOneId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Port: steps that are to be sent, of all accounts. Each step of an enrolment is claimed before it is sent, once; the claim is kept, so a
 * step is never sent twice, whoever stops at what moment.
 */
public interface DueSteps {

    /**
     * A step to be sent.
     *
     * @param position from 1
     */
    record Due(Enrolment enrolment, Sequence sequence, int position, int tries) {

        /** What is sent. */
        SequenceStep step() {
            return sequence.steps().get(position - 1);
        }

        /** Whether none comes after it. */
        boolean isLast() {
            return position >= sequence.steps().size();
        }
    }

    /** A claim to send a step. */
    record Claim(EnrolmentId enrolment, int position, String token) {}

    /** Enrolments of sequences that are not paused whose next step is due, the longest due first, without those that go through some inboxes. */
    List<Due> due(Instant now, Set<InboxId> except, int limit);

    /** Puts the next step off; nothing if it has ended. */
    void postpone(EnrolmentId enrolment, Instant until);

    /** Claims a step; false if it was ever claimed, or the enrolment has ended. */
    boolean claim(Claim claim, Instant at);

    /** Notes by which one-to-one email a claimed step is sent; false if the claim was taken away, and then it must not be sent. */
    boolean begun(Claim claim, OneToOneId email);

    /** The step went out: the next one is due then, or the enrolment has finished. */
    void sent(Claim claim, Optional<Instant> nextDue, Instant at);

    /** It was not sent, and may be tried again then; the claim is gone. */
    void retry(Claim claim, Instant until);

    /** Ends an enrolment; what was claimed stays claimed. Nothing if it has ended. */
    void end(EnrolmentId enrolment, Enrolment.EndReason why, Instant at);

    /** What an inbox has sent of sequences since a moment, and when the last one went out. */
    StepTiming.SentSoFar sentSince(InboxId inbox, Instant begin);

    /**
     * Ends enrolments of which an email bounced or was answered, or whose contact unsubscribed.
     *
     * @return how many
     */
    int endThoseThatAreOver(Instant now, int limit);

    /**
     * Decides about claims that a process left behind: a step whose email was never begun may be sent; one that went out has; of one that
     * nobody knows of the enrolment ends as unclear.
     *
     * @param claimedBefore later ones may still be under way
     * @return how many
     */
    int settleAbandoned(Instant claimedBefore, Instant now);
}
