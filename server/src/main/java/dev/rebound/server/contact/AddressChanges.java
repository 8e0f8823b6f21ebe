package dev.rebound.server.contact;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactAddresses.Change;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.policy.PolicyChanges;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Use case: somebody gives a contact another address, or makes one contact of two; said before what it does, and audited.
 *
 * <p>A bounce belongs to the address. So an address that something is known of stays with the contact when it gets another
 * one; one that nothing was ever sent to was a slip of the keyboard, and goes. Thread-safe.
 */
public final class AddressChanges {

    private final Contacts contacts;
    private final Ledger ledger;
    private final PolicyChanges policies;
    private final AuditLog audit;
    private final InstantSource clock;

    AddressChanges(Contacts contacts, Ledger ledger, PolicyChanges policies, AuditLog audit, InstantSource clock) {
        this.contacts = contacts;
        this.ledger = ledger;
        this.policies = policies;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whose an address is that somebody wants to give a contact. */
    public enum Holder {
        NOBODY,
        /** It is the one that email goes to already. */
        SAME,
        /** It is another address of the contact. */
        OWN,
        /** Another contact of the account has it: the two may be the same person. */
        ANOTHER
    }

    /**
     * What giving a contact this address would do.
     *
     * @param holder whose it is now
     * @param other that contact
     * @param refusal why email to it would be left out; empty if it would not
     * @param suppression what the account holds against it
     * @param keepsOld whether the address that the contact has now stays with it
     */
    public record Prospect(
            EmailAddress address,
            Holder holder,
            Optional<ContactView> other,
            Optional<NotSentReason> refusal,
            Optional<Suppression> suppression,
            boolean keepsOld) {}

    Prospect prospect(ContactView view, EmailAddress address) {
        AccountId account = view.contact().account();
        AddressState state = ledger.state(address.key());
        Optional<ContactView> other = contacts.findByAddress(account, address.key());
        return new Prospect(
                address,
                holder(view.contact(), address, other),
                other,
                state.refusalFor(account, policies.current(account), clock.instant()),
                state.suppression(account),
                hasHistory(view));
    }

    private static Holder holder(Contact contact, EmailAddress address, Optional<ContactView> other) {
        if (contact.email().key().equals(address.key())) {
            return Holder.SAME;
        }
        return other.map(view -> view.contact().id().equals(contact.id()) ? Holder.OWN : Holder.ANOTHER)
                .orElse(Holder.NOBODY);
    }

    private static boolean hasHistory(ContactView view) {
        return view.lastSentAt().isPresent()
                || view.suppression().isPresent()
                || view.globalSince().isPresent();
    }

    /** From now on email goes to this address. */
    Change change(ContactView view, EmailAddress address, String by) {
        Prospect prospect = prospect(view, address);
        Contact contact = view.contact();
        Change change = switch (prospect.holder()) {
            case ANOTHER -> Change.TAKEN;
            case SAME, NOBODY -> replace(view, address, prospect);
            case OWN -> makePrimary(contact, address);
        };
        if (change == Change.DONE && !contact.email().text().equals(address.text())) {
            note(
                    contact,
                    by,
                    address.key().value(),
                    "address changed, was " + contact.email().key().value());
        }
        return change;
    }

    private Change replace(ContactView view, EmailAddress address, Prospect prospect) {
        Contact contact = view.contact();
        if (prospect.holder() == Holder.NOBODY && prospect.keepsOld()) {
            Change added = contacts.addAddress(contact.account(), contact.id(), address, clock.instant());
            return added == Change.DONE ? makePrimary(contact, address) : added;
        }
        return contacts.changeAddress(contact.account(), contact.id(), address) ? Change.DONE : Change.TAKEN;
    }

    private Change makePrimary(Contact contact, EmailAddress address) {
        return contacts.addresses(contact.account(), contact.id()).stream()
                .map(ContactView::contact)
                .filter(part -> part.email().key().equals(address.key()))
                .findFirst()
                .map(part -> contacts.makePrimary(contact.account(), contact.id(), part.id()))
                .orElse(Change.NOT_FOUND);
    }

    /** One more address; email goes on going where it went. */
    Change add(Contact contact, EmailAddress address, String by) {
        Change change = contacts.addAddress(contact.account(), contact.id(), address, clock.instant());
        if (change == Change.DONE) {
            note(
                    contact,
                    by,
                    contact.email().key().value(),
                    "another address added: " + address.key().value());
        }
        return change;
    }

    /** From now on email goes to this one of its addresses. */
    Change makePrimary(Contact contact, ContactId address, String by) {
        Change change = contacts.makePrimary(contact.account(), contact.id(), address);
        if (change == Change.DONE) {
            note(contact, by, contact.email().key().value(), "another of its addresses made the primary one");
        }
        return change;
    }

    /** Makes one of its other addresses a contact of its own. */
    Change detach(Contact contact, ContactId address, String by) {
        Change change = contacts.detach(contact.account(), contact.id(), address);
        if (change == Change.DONE) {
            note(contact, by, contact.email().key().value(), "an address made a contact of its own");
        }
        return change;
    }

    /** Makes one contact of two. */
    Change merge(Contact into, Contact from, String by) {
        Change change = contacts.merge(into.account(), into.id(), from.id(), clock.instant());
        if (change == Change.DONE) {
            audit.append(new AuditEntry(
                    clock.instant(),
                    Optional.of(into.account()),
                    by,
                    AuditAction.CONTACTS_MERGED,
                    into.email().key().value(),
                    "took over " + from.email().key().value()));
        }
        return change;
    }

    private void note(Contact contact, String by, String subject, String detail) {
        audit.append(new AuditEntry(
                clock.instant(), Optional.of(contact.account()), by, AuditAction.CONTACT_CHANGED, subject, detail));
    }
}
