package dev.rebound.store.contact;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.contact.TimelineEntry;
import dev.rebound.engine.email.EmailId;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.KeyedQuery;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.ledger.LedgerRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
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
            for (NewContact contact : latest.values()) {
                if (add(handle, account, contact, at) > 0) {
                    added.add(contact.email().key());
                }
            }
            new ContactIndex(handle, account).added(added);
            new PropertyNames(handle, account).know(latest.values());
            return new Saved(added.size(), latest.size() - added.size());
        });
    }

    private static int add(Handle handle, AccountId account, NewContact contact, Instant at) {
        int added = ContactRows.bind(handle.createUpdate(ContactRows.SQL.get("add")), contact)
                .bind("account", account.value())
                .bind("at", Micros.of(at))
                .execute();
        if (added == 0) {
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
        return database.read(handle -> view(handle, account, id));
    }

    private static Optional<ContactView> view(Handle handle, AccountId account, ContactId id) {
        return handle.createQuery(ContactRows.SQL.get("view"))
                .bind("id", id.value())
                .bind("account", account.value())
                .map((row, context) -> ContactRows.view(row))
                .findOne();
    }

    @Override
    public Optional<ContactView> findByAddress(AccountId account, AddressKey address) {
        return database.read(handle -> ContactRows.byAddress(handle, account, address)
                .flatMap(contact -> view(handle, account, contact.id())));
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
    public List<ContactView> page(AccountId account, String search, Optional<ContactId> after, int limit) {
        long behind = after.map(ContactId::value).orElse(0L);
        return database.read(handle -> {
            if (search.isBlank()) {
                return handle.createQuery(ContactRows.SQL.get("page"))
                        .bind("account", account.value())
                        .bind("after", behind)
                        .bind("limit", limit)
                        .map((row, context) -> ContactRows.view(row))
                        .list();
            }
            Optional<ContactId> exactly = whoseAddress(handle, account, search);
            return exactly.isPresent()
                    ? exactly.filter(id -> id.value() > behind).flatMap(id -> view(handle, account, id)).stream()
                            .toList()
                    : views(handle, found(handle, account, search, behind, limit));
        });
    }

    private static List<Long> found(Handle handle, AccountId account, String search, long behind, int limit) {
        ContactSearch found = ContactSearch.of(handle, account, search);
        return found.words().isEmpty() ? List.of() : found.page(behind, limit);
    }

    private static List<ContactView> views(Handle handle, List<Long> ids) {
        Map<Long, ContactView> views = new HashMap<>();
        new KeyedQuery(handle, ContactRows.SQL, "pageOf")
                .forEach("ids", ids, row -> views.put(row.getLong("id"), ContactRows.view(row)));
        return ids.stream().flatMap(id -> Stream.ofNullable(views.get(id))).toList();
    }

    /** Who looks for a whole address means just that one; only where nobody has it, its words may be those of others. */
    private static Optional<ContactId> whoseAddress(Handle handle, AccountId account, String search) {
        return EmailAddress.parse(search)
                .flatMap(address -> handle.createQuery(ContactRows.SQL.get("whoseAddress"))
                        .bind("account", account.value())
                        .bind("address", address.key().value())
                        .map((row, context) -> new ContactId(row.getLong("id")))
                        .findOne());
    }

    @Override
    public long count(AccountId account, String search) {
        return database.read(handle -> search.isBlank()
                ? countAll(handle, account)
                : countFound(handle, account, search, ContactSearch::count));
    }

    @Override
    public long countUpTo(AccountId account, String search) {
        return database.read(handle -> search.isBlank()
                ? countAll(handle, account)
                : countFound(handle, account, search, ContactSearch::countUpTo));
    }

    private static long countAll(Handle handle, AccountId account) {
        return Prepared.of(handle, ContactRows.SQL, "countAll")
                .bind("account", account.value())
                .first(row -> row.getLong("number"))
                .orElse(0L);
    }

    private static long countFound(Handle handle, AccountId account, String search, ToLongFunction<ContactSearch> how) {
        if (whoseAddress(handle, account, search).isPresent()) {
            return 1;
        }
        ContactSearch found = ContactSearch.of(handle, account, search);
        return found.words().isEmpty() ? 0 : how.applyAsLong(found);
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
