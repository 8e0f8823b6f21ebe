package dev.rebound.engine.sequence;

import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.Inbox.InboxState;
import dev.rebound.engine.inbox.InboxHabits;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.Inboxes;
import dev.rebound.engine.inbox.OneToOneId;
import dev.rebound.engine.inbox.OneToOneMessage;
import dev.rebound.engine.inbox.OneToOneSending;
import dev.rebound.engine.inbox.OneToOneWriting;
import dev.rebound.engine.inbox.RecipientStanding;
import dev.rebound.engine.inbox.WritingHabits;
import dev.rebound.engine.sequence.DueSteps.Claim;
import dev.rebound.engine.sequence.DueSteps.Due;
import dev.rebound.engine.sequence.Enrolment.EndReason;
import dev.rebound.engine.time.WorldClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: the steps of sequences go out when they are due. Run again and again by one node at a time.
 *
 * <p>A step is claimed in the database before it is sent, and the email's number is put into the claim before the email is handed over. So
 * whoever stops where: without a number nothing went out and the step may be sent; with one, the email's own state says whether it went out;
 * if that is unclear, it stays unclear and is not repeated.
 */
public final class SequenceKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(SequenceKeeper.class);

    /** Steps of one round. */
    private static final int ROUND_MAX = 50;
    /** Inboxes that send at one moment; a mail server that answers slowly holds one of these places. */
    private static final int INBOXES_AT_ONCE = 500;
    /** Enrolments that are ended in one round. */
    private static final int ENDINGS_MAX = 1_000;
    /** After a trouble of the sender's server. */
    static final Duration RETRY_AFTER = Duration.ofMinutes(15);
    /** Tries of one step, over some hours. */
    static final int TRIES_MAX = 20;
    /** No attempt to hand an email over takes so long. */
    private static final Duration HANDING_OVER_MAX = Duration.ofMinutes(30);

    private final Parts parts;
    private final WorldClock clock;
    private final RandomGenerator random;
    private final Executor letters;
    /** Inboxes that are sending: their next steps wait for another round. */
    private final Set<InboxId> busy = ConcurrentHashMap.newKeySet();

    /** What keeping works with. */
    public record Parts(
            DueSteps steps,
            Inboxes inboxes,
            InboxHabits habits,
            Contacts contacts,
            RecipientStanding standing,
            OneToOneSending sending) {}

    /**
     * @param random for the names of claims
     * @param letters runs what an inbox sends in a round, beside what others send: no mail server is waited for but by its own inbox
     */
    public SequenceKeeper(Parts parts, WorldClock clock, RandomGenerator random, Executor letters) {
        this.parts = parts;
        this.clock = clock;
        this.random = random;
        this.letters = letters;
    }

    /** Whoever had this store to themselves is gone: all that is claimed is abandoned. */
    public void takeUp() {
        Instant now = clock.instant();
        parts.steps().settleAbandoned(now.plus(HANDING_OVER_MAX), now);
    }

    /** One round: ends what is over, then sends what is due. */
    public void run() {
        Instant now = clock.instant();
        parts.steps().settleAbandoned(now.minus(HANDING_OVER_MAX), now);
        parts.steps().endThoseThatAreOver(now, ENDINGS_MAX);
        if (busy.size() >= INBOXES_AT_ONCE) {
            return;
        }
        Map<InboxId, List<Due>> byInbox = parts.steps().due(now, Set.copyOf(busy), ROUND_MAX).stream()
                .collect(
                        Collectors.groupingBy(due -> due.enrolment().inbox(), LinkedHashMap::new, Collectors.toList()));
        byInbox.forEach((inbox, steps) -> {
            busy.add(inbox);
            letters.execute(() -> send(inbox, steps));
        });
    }

    private void send(InboxId inbox, List<Due> steps) {
        try {
            steps.forEach(this::next);
        } catch (RuntimeException e) {
            // What was claimed is settled later, the rest is still due.
            LOG.warn("Steps of sequences could not be sent inbox={}", inbox, e);
        } finally {
            busy.remove(inbox);
        }
    }

    private void next(Due due) {
        Instant now = clock.instant();
        Enrolment enrolment = due.enrolment();
        Optional<Inbox> inbox = parts.inboxes().find(enrolment.account(), enrolment.inbox());
        Optional<Contact> contact =
                parts.contacts().find(enrolment.account(), enrolment.contact()).map(ContactView::contact);
        if (due.position() > due.sequence().steps().size()) {
            // Steps were taken out of the sequence meanwhile.
            parts.steps().end(enrolment.id(), EndReason.FINISHED, now);
        } else if (inbox.isEmpty() || inbox.get().condition().state() == InboxState.DISCONNECTED) {
            parts.steps().end(enrolment.id(), EndReason.INBOX_DISCONNECTED, now);
        } else if (contact.isEmpty()) {
            parts.steps().end(enrolment.id(), EndReason.NOT_SENT, now);
        } else if (!inbox.get().canSend()) {
            parts.steps().postpone(enrolment.id(), now.plus(RETRY_AFTER));
        } else {
            sendIfTime(due, inbox.get(), contact.get());
        }
    }

    private void sendIfTime(Due due, Inbox inbox, Contact contact) {
        Instant now = clock.instant();
        Optional<NotSentReason> refusal =
                parts.standing().refusal(inbox.account(), contact.email(), Optional.of(contact.id()));
        if (refusal.isPresent()) {
            parts.steps().end(due.enrolment().id(), endFor(refusal.get()), now);
            return;
        }
        WritingHabits habits = parts.habits().of(inbox.id());
        Instant dayBegan =
                habits.hours().dayOf(now).atStartOfDay(habits.hours().zone()).toInstant();
        Instant earliest = StepTiming.earliest(now, habits, parts.steps().sentSince(inbox.id(), dayBegan));
        if (earliest.isAfter(now)) {
            parts.steps().postpone(due.enrolment().id(), earliest);
        } else {
            send(due, inbox, contact, habits);
        }
    }

    private static EndReason endFor(NotSentReason why) {
        return switch (why) {
            case GLOBALLY_BOUNCED -> EndReason.GLOBALLY_BOUNCED;
            case UNSUBSCRIBED -> EndReason.UNSUBSCRIBED;
            case PREVIOUSLY_BOUNCED, INVALID_ADDRESS, QUARANTINED, CANCELLED -> EndReason.PREVIOUSLY_BOUNCED;
        };
    }

    private void send(Due due, Inbox inbox, Contact contact, WritingHabits habits) {
        Claim claim = new Claim(due.enrolment().id(), due.position(), Long.toHexString(random.nextLong()));
        if (!parts.steps().claim(claim, clock.instant())) {
            return;
        }
        OneToOneSending.Outcome outcome;
        try {
            OneToOneWriting written = OneToOneWriting.to(contact, due.step().text());
            outcome = parts.sending().send(inbox, written, email -> begin(claim, email));
        } catch (ClaimTakenException e) {
            return;
        }
        settle(due, claim, outcome, habits);
    }

    /** The claim was taken away before the email was handed over, so it is not. */
    private static final class ClaimTakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void begin(Claim claim, OneToOneId email) {
        if (!parts.steps().begun(claim, email)) {
            throw new ClaimTakenException();
        }
    }

    private void settle(Due due, Claim claim, OneToOneSending.Outcome outcome, WritingHabits habits) {
        Instant now = clock.instant();
        switch (outcome) {
            case OneToOneSending.Outcome.Sent ignored -> {
                Optional<Instant> next = due.isLast()
                        ? Optional.empty()
                        : Optional.of(StepTiming.due(
                                now, due.sequence().steps().get(due.position()).after(), habits));
                parts.steps().sent(claim, next, now);
            }
            case OneToOneSending.Outcome.NotSent(OneToOneMessage message, var ignored) ->
                notSent(due, claim, message, now);
            case OneToOneSending.Outcome.InboxDisconnected() -> parts.steps().retry(claim, now.plus(RETRY_AFTER));
            case OneToOneSending.Outcome.Withheld(NotSentReason why, boolean ignored) ->
                parts.steps().end(claim.enrolment(), endFor(why), now);
            case OneToOneSending.Outcome.Unsendable ignored ->
                parts.steps().end(claim.enrolment(), EndReason.NOT_SENT, now);
        }
    }

    private void notSent(Due due, Claim claim, OneToOneMessage message, Instant now) {
        switch (message.state()) {
            case REFUSED -> parts.steps().end(claim.enrolment(), EndReason.BOUNCED, now);
            case SENDING, UNCLEAR, SENT -> parts.steps().end(claim.enrolment(), EndReason.UNCLEAR, now);
            case NOT_SENT -> {
                if (due.tries() + 1 >= TRIES_MAX) {
                    parts.steps().end(claim.enrolment(), EndReason.NOT_SENT, now);
                } else {
                    parts.steps().retry(claim, now.plus(RETRY_AFTER));
                }
            }
        }
    }
}
