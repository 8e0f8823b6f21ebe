package dev.rebound.engine.contact;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.contact.ContactFilter.HasProperty;
import dev.rebound.engine.contact.OwnProperties.UnfinishedChange;
import dev.rebound.engine.ledger.StoreUnavailableException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: an account calls one of its own properties otherwise, or gives it up with all its values. Emails name properties, and
 * those are left as they are: whoever asks is told so.
 *
 * <p>Contacts are changed in portions, each its own transaction. A few thousand are done before the caller goes on, the others in the
 * background; what that leaves, because the store failed or the process ended, {@link #finish} goes on with. A name is changed back by
 * changing it again; what was removed is gone.
 *
 * <p>Thread-safe.
 */
public final class ChangingProperties {

    /** Contacts changed in one transaction. */
    private static final int PORTION = 500;

    /** Contacts changed before the caller goes on. */
    private static final int AT_ONCE_MAX = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(ChangingProperties.class);

    private final Contacts contacts;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Executor background;

    public ChangingProperties(Contacts contacts, AuditLog audit, InstantSource clock) {
        this(
                contacts,
                audit,
                clock,
                work -> Thread.ofVirtual().name("properties").start(work));
    }

    ChangingProperties(Contacts contacts, AuditLog audit, InstantSource clock, Executor background) {
        this.contacts = contacts;
        this.audit = audit;
        this.clock = clock;
        this.background = background;
    }

    /** What came of asking for a change. */
    public enum Outcome {
        DONE,
        /** There are so many contacts that it goes on in the background. */
        GOES_ON,
        /** The account has no such property. */
        NOT_FOUND,
        /** Another property of the account has the name that this one should have. */
        TAKEN,
        /** Another property of the account is being changed at this moment. */
        BUSY
    }

    /** Calls it otherwise, or removes it; audited. */
    public Outcome change(AccountId account, String name, PropertyChange change, String by) {
        long affected = contacts.count(account, holders(name));
        if (!contacts.begin(account, name, change)) {
            return whyNot(account, name, change);
        }
        note(account, name, change, by, affected);
        int changed = 0;
        int portion = PORTION;
        while (portion > 0 && changed < AT_ONCE_MAX) {
            portion = contacts.advance(account, name, PORTION);
            changed += portion;
        }
        if (portion == 0) {
            return Outcome.DONE;
        }
        background.execute(() -> finish(new UnfinishedChange(account, name)));
        return Outcome.GOES_ON;
    }

    private static ContactFilter holders(String name) {
        return new ContactFilter("", Optional.of(new HasProperty(name, "")));
    }

    private Outcome whyNot(AccountId account, String name, PropertyChange change) {
        if (!contacts.propertyNames(account).contains(name)) {
            return Outcome.NOT_FOUND;
        }
        return change instanceof PropertyChange.Rename rename && isTaken(account, rename.to())
                ? Outcome.TAKEN
                : Outcome.BUSY;
    }

    private boolean isTaken(AccountId account, String name) {
        return contacts.propertyUses(account).stream()
                .anyMatch(use -> use.name().equals(name));
    }

    /** How many contacts have it, exactly. */
    public long holdersOf(AccountId account, String name) {
        return contacts.count(account, holders(name));
    }

    private void note(AccountId account, String name, PropertyChange change, String by, long affected) {
        String number = affected + (affected == 1 ? " contact" : " contacts");
        AuditEntry entry = switch (change) {
            case PropertyChange.Rename rename ->
                entry(account, by, AuditAction.PROPERTY_RENAMED, name, "to " + rename.to() + ", of " + number);
            case PropertyChange.Removal ignored ->
                entry(account, by, AuditAction.PROPERTY_REMOVED, name, "of " + number);
        };
        audit.append(entry);
    }

    private AuditEntry entry(AccountId account, String by, AuditAction action, String name, String detail) {
        return new AuditEntry(clock.instant(), Optional.of(account), by, action, name, detail);
    }

    /** Goes on with whatever has not come to its end; returns when all has. */
    public void finish() {
        contacts.unfinishedChanges().forEach(this::finish);
    }

    private void finish(UnfinishedChange change) {
        try {
            while (contacts.advance(change.account(), change.name(), PORTION) > 0) {
                LOG.debug("A portion of contacts has another property account={}", change.account());
            }
        } catch (StoreUnavailableException e) {
            LOG.warn("A property has not been changed everywhere; it goes on later account={}", change.account(), e);
        }
    }
}
