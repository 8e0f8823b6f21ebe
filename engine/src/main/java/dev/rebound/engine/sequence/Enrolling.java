package dev.rebound.engine.sequence;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.InboxHabits;
import dev.rebound.engine.inbox.RecipientStanding;
import dev.rebound.engine.inbox.WritingHabits;
import dev.rebound.engine.time.WorldClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Use case: contacts are put into a sequence, each after a look at whether they may be. Thread-safe. */
public final class Enrolling {

    /** Most contacts at once. */
    public static final int CONTACTS_MAX = 1_000;

    private final Sequences sequences;
    private final RecipientStanding standing;
    private final InboxHabits habits;
    private final WorldClock clock;

    public Enrolling(Sequences sequences, RecipientStanding standing, InboxHabits habits, WorldClock clock) {
        this.sequences = sequences;
        this.standing = standing;
        this.habits = habits;
        this.clock = clock;
    }

    /**
     * What came of it for one contact.
     *
     * @param refusal why not; empty if the contact is enrolled, or would be
     * @param enrolment empty if it was only checked, or refused
     */
    public record Result(Contact contact, Optional<EnrolmentRefusal> refusal, Optional<EnrolmentId> enrolment) {}

    /** What would come of it; nothing is changed. */
    public List<Result> check(AccountId account, Inbox inbox, List<Contact> contacts) {
        Set<ContactId> taken = new HashSet<>(
                sequences.enrolledOf(account, contacts.stream().map(Contact::id).toList()));
        List<Result> results = new ArrayList<>();
        for (Contact contact : contacts) {
            Optional<EnrolmentRefusal> refusal = refusal(account, inbox, contact, taken);
            results.add(new Result(contact, refusal, Optional.empty()));
            taken.add(contact.id());
        }
        return results;
    }

    private Optional<EnrolmentRefusal> refusal(AccountId account, Inbox inbox, Contact contact, Set<ContactId> taken) {
        if (!inbox.canSend()) {
            return Optional.of(EnrolmentRefusal.INBOX_DISCONNECTED);
        }
        if (taken.contains(contact.id())) {
            return Optional.of(EnrolmentRefusal.ALREADY_ENROLLED);
        }
        return standing.refusal(account, contact.email(), Optional.of(contact.id()))
                .map(Enrolling::refusalOf);
    }

    private static EnrolmentRefusal refusalOf(NotSentReason why) {
        return switch (why) {
            case GLOBALLY_BOUNCED -> EnrolmentRefusal.GLOBALLY_BOUNCED;
            case UNSUBSCRIBED -> EnrolmentRefusal.UNSUBSCRIBED;
            case PREVIOUSLY_BOUNCED, INVALID_ADDRESS, QUARANTINED, CANCELLED -> EnrolmentRefusal.PREVIOUSLY_BOUNCED;
        };
    }

    /** Enrols those who may be. */
    public List<Result> enrol(Sequence sequence, Inbox inbox, List<Contact> contacts, String by) {
        WritingHabits habitsNow = habits.of(inbox.id());
        Instant now = clock.instant();
        Sequences.Instants times = new Sequences.Instants(
                now, StepTiming.due(now, sequence.steps().getFirst().after(), habitsNow));
        List<Result> results = new ArrayList<>();
        for (Result checked : check(sequence.account(), inbox, contacts)) {
            results.add(checked.refusal().isPresent() ? checked : enrolled(sequence, inbox, checked, by, times));
        }
        return results;
    }

    private Result enrolled(Sequence sequence, Inbox inbox, Result checked, String by, Sequences.Instants times) {
        Optional<EnrolmentId> id =
                sequences.enrol(sequence, inbox.id(), checked.contact().id(), by, times);
        return new Result(
                checked.contact(),
                id.isPresent() ? Optional.empty() : Optional.of(EnrolmentRefusal.ALREADY_ENROLLED),
                id);
    }
}
