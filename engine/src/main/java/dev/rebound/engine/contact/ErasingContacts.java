package dev.rebound.engine.contact;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.contact.ContactAddresses.Unsettled;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.time.WorldClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Use case: somebody asks to be forgotten, and an account erases its contact. What is on its way to it is left out, what the
 * guard holds of it is not held against it, and then everything that says who it was goes, for good. What is kept are hashes:
 * of an address that bounced, so that bringing it in again does not send to it, and of one that was unsubscribed.
 *
 * <p>The audit log says who did it and what stands for the address, not which address it was. Thread-safe.
 */
public final class ErasingContacts {

    /** An email that is being accepted meanwhile may put another message on its way. */
    private static final int ROUNDS_MAX = 3;

    private final Contacts contacts;
    private final Ledger ledger;
    private final AuditLog audit;
    private final WorldClock clock;

    public ErasingContacts(Contacts contacts, Ledger ledger, AuditLog audit, WorldClock clock) {
        this.contacts = contacts;
        this.ledger = ledger;
        this.audit = audit;
        this.clock = clock;
    }

    /** What came of it. */
    public enum Outcome {
        DONE,
        /** The account has no such contact. */
        NOT_FOUND,
        /** Messages to it keep being accepted; once its email has been accepted whole it can be erased. */
        BUSY
    }

    /** Erases the contact; returns after commit. */
    public Outcome erase(AccountId account, ContactId id, String by) {
        if (contacts.find(account, id).isEmpty()) {
            return Outcome.NOT_FOUND;
        }
        for (int round = 0; round < ROUNDS_MAX; round++) {
            contacts.unsettled(account, id).forEach(message -> settle(account, message));
            List<AddressKey> erased = contacts.erase(account, id, clock.instant());
            if (!erased.isEmpty()) {
                note(account, by, erased);
                return Outcome.DONE;
            }
        }
        return Outcome.BUSY;
    }

    private void settle(AccountId account, Unsettled unsettled) {
        MessageId message = new MessageId(unsettled.message());
        Instant now = clock.instant();
        Observation observation = unsettled.circuit() > 0
                ? new Observation.RollBack(message, new CircuitId(unsettled.circuit()), now)
                : new Observation.LeftOut(account, message, now, NotSentReason.UNSUBSCRIBED);
        ledger.record(unsettled.address(), observation, Optional.empty()).join();
    }

    private void note(AccountId account, String by, List<AddressKey> erased) {
        audit.append(new AuditEntry(
                clock.instant(),
                Optional.of(account),
                by,
                AuditAction.CONTACT_ERASED,
                erased.getFirst().value(),
                erased.size() + (erased.size() == 1 ? " address" : " addresses")));
    }
}
