package dev.rebound.engine.sequence;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.inbox.InboxId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Port: sequences and who goes through them, for people. Every method sees one account only. Writes return after commit. */
public interface Sequences {

    /** Most of one account. */
    int COUNT_MAX = 500;

    /** What is kept of one, and who says so. */
    record Draft(String name, List<SequenceStep> steps, String by, Instant at) {

        public Draft {
            steps = List.copyOf(steps);
            if (steps.isEmpty() || steps.size() > SequenceStep.COUNT_MAX) {
                throw new IllegalArgumentException("a sequence has 1 to " + SequenceStep.COUNT_MAX + " steps");
            }
        }
    }

    /** By name, at most {@link #COUNT_MAX}. */
    List<Sequence> all(AccountId account);

    Optional<Sequence> find(AccountId account, SequenceId id);

    /** Adds one; empty if another has the name. */
    Optional<Sequence> add(AccountId account, Draft draft);

    /** Changes one; those who go through it get the steps as they are then. Empty if another has the name, or there is none. */
    Optional<Sequence> change(AccountId account, SequenceId id, Draft draft);

    /** Pauses it or lets it go on; false if there is none. */
    boolean pause(AccountId account, SequenceId id, boolean paused);

    /** How each sequence of the account does; those that nobody was enrolled in are missing. */
    Map<SequenceId, SequenceFigures> figures(AccountId account);

    /** What a contact goes through at this time. */
    Optional<Enrolment> active(AccountId account, ContactId contact);

    /** Contacts of these that go through a sequence of the account. */
    List<ContactId> enrolledOf(AccountId account, List<ContactId> contacts);

    /**
     * Enrols a contact.
     *
     * @return empty if the contact goes through a sequence already
     */
    Optional<EnrolmentId> enrol(Sequence sequence, InboxId inbox, ContactId contact, String by, Instants times);

    /** When somebody is enrolled, and when the first step may go out. */
    record Instants(Instant at, Instant dueAt) {}

    /** Newest first. */
    List<Enrolment> enrolments(AccountId account, SequenceId sequence, Optional<EnrolmentId> before, int limit);

    Optional<Enrolment> enrolment(AccountId account, EnrolmentId id);

    /** Ends an enrolment that goes on; false if it does not. */
    boolean end(EnrolmentId id, Enrolment.EndReason why, Instant at);
}
