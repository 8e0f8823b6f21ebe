package dev.rebound.server.contact;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.contact.Contacts.Saved;
import dev.rebound.engine.contact.NewContact;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Use case: somebody changes contacts by hand or by the API; every change is audited. Thread-safe. */
final class ContactChanges {

    private final Contacts contacts;
    private final AuditLog audit;
    private final InstantSource clock;

    ContactChanges(Contacts contacts, AuditLog audit, InstantSource clock) {
        this.contacts = contacts;
        this.audit = audit;
        this.clock = clock;
    }

    /** Adds contacts or brings them up to date. */
    Saved save(AccountId account, List<NewContact> batch, String by) {
        Saved saved = contacts.save(account, batch, clock.instant());
        String subject = batch.size() == 1 ? batch.getFirst().email().key().value() : batch.size() + " contacts";
        note(account, by, subject, saved.added() + " added, " + saved.updated() + " updated");
        return saved;
    }

    /** Changes the names. */
    void rename(AccountId account, Contact contact, NewContact names, String by) {
        if (contact.firstName().equals(names.firstName()) && contact.lastName().equals(names.lastName())) {
            return;
        }
        contacts.rename(account, contact.id(), names.firstName(), names.lastName());
        note(account, by, contact.email().key().value(), "name changed");
    }

    /** Changes the properties that are named; the audit log says which, not what they are. */
    void setProperties(Contact contact, Map<String, String> changes, String by) {
        String changed = changes.entrySet().stream()
                .filter(change -> !contact.properties().value(change.getKey()).equals(change.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!changed.isEmpty()) {
            contacts.setProperties(contact.account(), contact.id(), changes);
            note(contact.account(), by, contact.email().key().value(), "properties changed: " + changed);
        }
    }

    /** Whether the contact wants marketing email. */
    void setUnsubscribed(AccountId account, ContactView view, boolean unsubscribed, String by) {
        Contact contact = view.contact();
        if (contact.unsubscribedAt().isPresent() == unsubscribed) {
            return;
        }
        contacts.setUnsubscribed(account, contact.id(), unsubscribed ? Optional.of(clock.instant()) : Optional.empty());
        note(account, by, contact.email().key().value(), unsubscribed ? "unsubscribed" : "subscribed again");
    }

    /** A contact of the account. */
    Optional<ContactView> find(AccountId account, ContactId id) {
        return contacts.find(account, id);
    }

    private void note(AccountId account, String by, String subject, String detail) {
        audit.append(new AuditEntry(
                clock.instant(), Optional.of(account), by, AuditAction.CONTACT_CHANGED, subject, detail));
    }
}
