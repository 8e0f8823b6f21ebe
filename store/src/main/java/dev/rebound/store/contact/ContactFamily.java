package dev.rebound.store.contact;

import static dev.rebound.store.contact.ContactRows.SQL;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactAddresses;
import dev.rebound.engine.contact.ContactAddresses.Change;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.database.Turns;
import dev.rebound.store.ledger.Suspicion;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * A contact with all its addresses. Each further address is a row of its own, so that no two contacts ever share an address,
 * a message knows whose it is, and a link to unsubscribe by still works after two contacts have become one. For use inside a
 * transaction.
 */
final class ContactFamily {

    private final Handle handle;
    private final Contact contact;

    private ContactFamily(Handle handle, Contact contact) {
        this.handle = handle;
        this.contact = contact;
    }

    static Optional<ContactFamily> of(Handle handle, AccountId account, ContactId id) {
        return ContactRows.byId(handle, account, id).map(contact -> new ContactFamily(handle, contact));
    }

    List<ContactView> addresses() {
        return handle.createQuery(SQL.get("addresses"))
                .bind("id", contact.id().value())
                .bind("account", contact.account().value())
                .map((row, context) -> ContactRows.view(row))
                .list();
    }

    Change add(EmailAddress address, Instant at) {
        if (addresses().size() >= ContactAddresses.ADDRESSES_MAX) {
            return Change.TOO_MANY;
        }
        int added = ContactRows.bind(Prepared.of(handle, SQL, "addPart"), address)
                .bind("id", contact.id().value())
                .bind("account", contact.account().value())
                .bind("at", Micros.of(at))
                .execute();
        refresh(contact, contact.properties());
        new Suspicion(handle).look(List.of(address.key()));
        return added > 0 ? Change.DONE : Change.TAKEN;
    }

    /** The two rows change addresses; a row holds none for a moment, because no two may hold the same. */
    Change makePrimary(ContactId address) {
        Optional<Contact> part = part(address);
        if (part.isEmpty()) {
            return Change.NOT_FOUND;
        }
        EmailAddress after = part.get().email();
        EmailAddress before = contact.email();
        NewContact moved = new NewContact(after, contact.firstName(), contact.lastName(), contact.properties());
        rekey(address, StoredAddress.of("moving@moving.invalid", "moving:" + address + "@moving.invalid"));
        ContactRows.update(handle, contact, moved);
        rekey(address, before);
        ContactRows.update(handle, contact, moved);
        new Suspicion(handle).look(List.of(before.key(), after.key()));
        return Change.DONE;
    }

    private void rekey(ContactId id, EmailAddress address) {
        ContactRows.bind(Prepared.of(handle, SQL, "rekey"), address)
                .bind("id", id.value())
                .execute();
    }

    Change detach(ContactId address) {
        int detached = handle.createUpdate(SQL.get("detach"))
                .bind("part", address.value())
                .bind("id", contact.id().value())
                .bind("account", contact.account().value())
                .execute();
        refresh(contact, contact.properties());
        if (detached > 0) {
            ContactRows.byId(handle, contact.account(), address).ifPresent(this::becameOne);
        }
        return detached > 0 ? Change.DONE : Change.NOT_FOUND;
    }

    /** It is found by all that its row says, which has been the name and the properties of a contact all the time. */
    private void becameOne(Contact own) {
        index().added(List.of(own.email().key()));
        new PropertyValues(handle, own.account()).change(own.id(), ContactProperties.NONE, own.properties());
        new PropertyNames(handle, own.account()).know(List.of(ContactRows.known(own)));
        ContactRows.update(handle, own, ContactRows.known(own));
    }

    Change take(ContactId other, Instant at) {
        Optional<ContactFamily> from = of(handle, contact.account(), other)
                .filter(found -> !found.contact.id().equals(contact.id()));
        if (from.isEmpty()) {
            return Change.NOT_FOUND;
        }
        Contact gone = from.get().contact;
        if (addresses().size() + from.get().addresses().size() > ContactAddresses.ADDRESSES_MAX) {
            return Change.TOO_MANY;
        }
        index().forget(gone.id());
        new PropertyValues(handle, gone.account()).change(gone.id(), gone.properties(), ContactProperties.NONE);
        handle.createUpdate(SQL.get("endSecondEnrolment"))
                .bind("into", contact.id().value())
                .bind("from", gone.id().value())
                .bind("account", contact.account().value())
                .bind("at", Micros.of(at))
                .execute();
        for (String statement : List.of("chooseInstead", "attach", "enrolInstead")) {
            handle.createUpdate(SQL.get(statement))
                    .bind("into", contact.id().value())
                    .bind("from", gone.id().value())
                    .bind("account", contact.account().value())
                    .execute();
        }
        handle.createUpdate(SQL.get("unchoose"))
                .bind("id", gone.id().value())
                .bind("account", contact.account().value())
                .execute();
        unsubscribeAll(gone);
        boolean nameless = contact.firstName().isEmpty() && contact.lastName().isEmpty();
        refresh(nameless ? gone : contact, contact.properties().completedBy(gone.properties()));
        index().count(-1);
        return Change.DONE;
    }

    private void unsubscribeAll(Contact gone) {
        Stream.of(contact, gone)
                .flatMap(one -> one.unsubscribedAt().stream())
                .min(Comparator.naturalOrder())
                .ifPresent(since -> unsubscribe(Optional.of(since)));
    }

    /** All its addresses, or again none; how many they are. */
    int unsubscribe(Optional<Instant> at) {
        List<AddressKey> all =
                addresses().stream().map(each -> each.contact().email().key()).toList();
        Turns.ofAddresses(handle, all.stream().map(AddressKey::value).toList());
        handle.createUpdate(SQL.get("setUnsubscribed"))
                .bind("id", contact.id().value())
                .bind("account", contact.account().value())
                .bind("at", Micros.of(at))
                .execute();
        new Suspicion(handle).look(all);
        return all.size();
    }

    private ContactIndex index() {
        return new ContactIndex(handle, contact.account());
    }

    private void refresh(Contact names, ContactProperties properties) {
        ContactRows.update(
                handle, contact, new NewContact(contact.email(), names.firstName(), names.lastName(), properties));
    }

    private Optional<Contact> part(ContactId address) {
        return addresses().stream()
                .map(ContactView::contact)
                .filter(part -> part.id().equals(address) && !part.id().equals(contact.id()))
                .findFirst();
    }
}
