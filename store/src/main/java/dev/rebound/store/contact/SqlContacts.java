package dev.rebound.store.contact;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactFilter;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.contact.PropertyChange;
import dev.rebound.engine.contact.PropertyUse;
import dev.rebound.engine.contact.TimelineEntry;
import dev.rebound.engine.email.EmailId;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.ledger.LedgerRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Contacts on SQL. Bringing a contact up to date replaces the spelling of its address and those name parts
 * that are not empty, and adds properties: a list without names does not wipe the names of those who are known already.
 *
 * <p>Thread-safe.
 */
public final class SqlContacts implements Contacts {

    private final Database database;

    public SqlContacts(Database database) {
        this.database = database;
    }

    @Override
    public Saved save(AccountId account, List<NewContact> contacts, Instant at) {
        if (contacts.size() > BATCH_MAX) {
            throw new IllegalArgumentException("at most " + BATCH_MAX + " contacts are saved at a time");
        }
        Map<AddressKey, NewContact> latest = new LinkedHashMap<>();
        contacts.forEach(contact -> latest.put(contact.email().key(), contact));
        return database.write("contacts", handle -> {
            List<AddressKey> added = new ArrayList<>();
            List<ContactIndex.Words> words = new ArrayList<>();
            List<PropertyValues.Has> has = new ArrayList<>();
            for (NewContact contact : latest.values()) {
                add(handle, account, contact, at).ifPresent(id -> {
                    added.add(contact.email().key());
                    words.add(new ContactIndex.Words(id, ContactRows.words(contact)));
                    has.add(new PropertyValues.Has(id, contact.properties()));
                });
            }
            new ContactIndex(handle, account).came(words, added);
            new PropertyValues(handle, account).enter(has);
            new PropertyNames(handle, account).know(latest.values());
            return new Saved(added.size(), latest.size() - added.size());
        });
    }

    /** Which one it is if it is new; otherwise the one there is has been brought up to date. */
    private static Optional<ContactId> add(Handle handle, AccountId account, NewContact contact, Instant at) {
        Optional<ContactId> added = ContactRows.bind(Prepared.of(handle, ContactRows.SQL, "add"), contact)
                .bind("account", account.value())
                .bind("at", Micros.of(at))
                .first(row -> new ContactId(row.getLong("id")));
        if (added.isEmpty()) {
            Contact known = ContactRows.byAddress(
                            handle, account, contact.email().key())
                    .orElseThrow();
            String firstName = contact.firstName().isEmpty() ? known.firstName() : contact.firstName();
            String lastName = contact.lastName().isEmpty() ? known.lastName() : contact.lastName();
            ContactProperties properties = contact.properties().completedBy(known.properties());
            ContactRows.update(handle, known, new NewContact(contact.email(), firstName, lastName, properties));
        }
        return added;
    }

    @Override
    public Optional<ContactView> find(AccountId account, ContactId id) {
        return database.read(handle -> ContactRows.view(handle, account, id));
    }

    @Override
    public Optional<ContactView> findByAddress(AccountId account, AddressKey address) {
        return database.read(handle -> ContactRows.byAddress(handle, account, address)
                .flatMap(contact -> ContactRows.view(handle, account, contact.id())));
    }

    @Override
    public boolean changeAddress(AccountId account, ContactId id, EmailAddress address) {
        return database.write("what a contact's address is", handle -> {
            Optional<ContactId> holder =
                    ContactRows.byAddress(handle, account, address.key()).map(Contact::id);
            Optional<Contact> contact = ContactRows.byId(handle, account, id);
            if (contact.isEmpty() || holder.filter(other -> !other.equals(id)).isPresent()) {
                return false;
            }
            Contact known = contact.get();
            ContactRows.update(
                    handle, known, new NewContact(address, known.firstName(), known.lastName(), known.properties()));
            return true;
        });
    }

    @Override
    public void rename(AccountId account, ContactId id, String firstName, String lastName) {
        database.write("another name of a contact", handle -> {
            ContactRows.byId(handle, account, id)
                    .ifPresent(contact -> ContactRows.update(
                            handle,
                            contact,
                            new NewContact(contact.email(), firstName, lastName, contact.properties())));
            return Optional.empty();
        });
    }

    @Override
    public SortedSet<String> propertyNames(AccountId account) {
        return database.read(handle -> new PropertyNames(handle, account).all());
    }

    @Override
    public List<PropertyUse> propertyUses(AccountId account) {
        return database.read(handle -> new PropertyNames(handle, account).uses());
    }

    @Override
    public boolean begin(AccountId account, String name, PropertyChange change) {
        return database.write(
                "another name of a property", handle -> new PropertyNames(handle, account).begin(name, change));
    }

    @Override
    public int advance(AccountId account, String name, int limit) {
        return database.write(
                "a property of many contacts", handle -> new PropertyNames(handle, account).advance(name, limit));
    }

    @Override
    public List<UnfinishedChange> unfinishedChanges() {
        return database.read(handle -> Prepared.of(handle, ContactRows.SQL, "changesOfAll")
                .list(row -> new UnfinishedChange(new AccountId(row.getLong("account")), row.getString("name"))));
    }

    @Override
    public void setProperties(AccountId account, ContactId id, Map<String, String> changes) {
        database.write("properties of a contact", handle -> {
            ContactRows.byId(handle, account, id).ifPresent(contact -> {
                NewContact changed =
                        ContactRows.known(contact).with(contact.properties().with(changes));
                ContactRows.update(handle, contact, changed);
                new PropertyNames(handle, account).know(List.of(changed));
            });
            return Optional.empty();
        });
    }

    @Override
    public void setUnsubscribed(AccountId account, ContactId id, Optional<Instant> at) {
        database.write(
                "whether a contact is unsubscribed",
                handle -> ContactFamily.of(handle, account, id)
                        .map(family -> family.unsubscribe(at))
                        .orElse(0));
    }

    @Override
    public List<ContactView> page(AccountId account, ContactFilter filter, Optional<ContactId> after, int limit) {
        long behind = after.map(ContactId::value).orElse(0L);
        return database.read(handle -> new ContactList(handle, account, filter).page(behind, limit));
    }

    @Override
    public long count(AccountId account, ContactFilter filter) {
        return database.read(handle -> new ContactList(handle, account, filter).count());
    }

    @Override
    public long countUpTo(AccountId account, ContactFilter filter) {
        return database.read(handle -> new ContactList(handle, account, filter).countUpTo());
    }

    @Override
    public List<TimelineEntry> timeline(AccountId account, ContactId id, int limit) {
        return database.read(handle -> ContactRows.byId(handle, account, id)
                .map(contact -> handle.createQuery(ContactRows.SQL.get("timeline"))
                        .bind("id", contact.id().value())
                        .bind("account", account.value())
                        .bind("limit", limit)
                        .map((row, context) -> entry(row))
                        .list())
                .orElseGet(List::of));
    }

    private static TimelineEntry entry(ResultSet row) throws SQLException {
        return new TimelineEntry(
                LedgerRows.event(row),
                Columns.optionalLong(row, "email_id").map(EmailId::new),
                Columns.optionalText(row, "email_name").orElse(""),
                Columns.optionalText(row, "words").orElse(""));
    }

    @Override
    public List<ContactView> addresses(AccountId account, ContactId id) {
        return database.read(handle -> ContactFamily.of(handle, account, id)
                .map(ContactFamily::addresses)
                .orElseGet(List::of));
    }

    @Override
    public Change addAddress(AccountId account, ContactId id, EmailAddress address, Instant at) {
        return change("another address of a contact", account, id, family -> family.add(address, at));
    }

    @Override
    public Change makePrimary(AccountId account, ContactId id, ContactId address) {
        return change("the address that email goes to", account, id, family -> family.makePrimary(address));
    }

    @Override
    public Change detach(AccountId account, ContactId id, ContactId address) {
        return change("an address without its contact", account, id, family -> family.detach(address));
    }

    @Override
    public Change merge(AccountId account, ContactId into, ContactId from, Instant at) {
        return change("one contact of two", account, into, family -> family.take(from, at));
    }

    private Change change(String what, AccountId account, ContactId id, Function<ContactFamily, Change> how) {
        return database.write(
                what, handle -> ContactFamily.of(handle, account, id).map(how).orElse(Change.NOT_FOUND));
    }

    @Override
    public Erasable erasable(AccountId account, ContactId id) {
        return database.read(handle -> new ContactErasing(handle, account).erasable(id));
    }

    @Override
    public List<Unsettled> unsettled(AccountId account, ContactId id) {
        return database.read(handle -> new ContactErasing(handle, account).unsettled(id));
    }

    @Override
    public List<AddressKey> erase(AccountId account, ContactId id, Instant at) {
        return database.write("the erasing of a contact", handle -> new ContactErasing(handle, account).erase(id, at));
    }
}
