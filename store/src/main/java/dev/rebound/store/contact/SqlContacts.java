package dev.rebound.store.contact;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.contact.TimelineEntry;
import dev.rebound.engine.email.EmailId;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.SearchPattern;
import dev.rebound.store.ledger.LedgerRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Contacts on SQL. Bringing a contact up to date replaces the spelling of its address and those name parts
 * that are not empty: a list without names does not wipe the names of those who are known already.
 *
 * <p>Thread-safe.
 */
public final class SqlContacts implements Contacts {

    private static final NamedSql SQL = NamedSql.beside(SqlContacts.class, "contact.sql");

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
            int added = 0;
            for (NewContact contact : latest.values()) {
                added += add(handle, account, contact, at);
            }
            return new Saved(added, latest.size() - added);
        });
    }

    private static int add(Handle handle, AccountId account, NewContact contact, Instant at) {
        int added = bind(handle.createUpdate(SQL.get("add")), contact.email(), contact.firstName(), contact.lastName())
                .bind("account", account.value())
                .bind("at", Micros.of(at))
                .execute();
        if (added == 0) {
            Contact known = byAddress(handle, account, contact.email().key()).orElseThrow();
            String firstName = contact.firstName().isEmpty() ? known.firstName() : contact.firstName();
            String lastName = contact.lastName().isEmpty() ? known.lastName() : contact.lastName();
            update(handle, known.id(), contact.email(), firstName, lastName);
        }
        return added;
    }

    private static void update(Handle handle, ContactId id, EmailAddress address, String firstName, String lastName) {
        bind(handle.createUpdate(SQL.get("update")), address, firstName, lastName)
                .bind("id", id.value())
                .execute();
    }

    private static <S extends SqlStatement<S>> S bind(
            S statement, EmailAddress address, String firstName, String lastName) {
        String searched = address.text() + " " + firstName + " " + lastName;
        return statement
                .bind("addressKey", address.key().value())
                .bind("address", address.text())
                .bind("firstName", firstName)
                .bind("lastName", lastName)
                .bind("searchText", searched.toLowerCase(Locale.ROOT));
    }

    @Override
    public Optional<ContactView> find(AccountId account, ContactId id) {
        return database.read(handle -> view(handle, account, id));
    }

    private static Optional<ContactView> view(Handle handle, AccountId account, ContactId id) {
        return handle.createQuery(SQL.get("view"))
                .bind("id", id.value())
                .bind("account", account.value())
                .map((row, context) -> view(row))
                .findOne();
    }

    @Override
    public Optional<ContactView> findByAddress(AccountId account, AddressKey address) {
        return database.read(
                handle -> byAddress(handle, account, address).flatMap(contact -> view(handle, account, contact.id())));
    }

    private static Optional<Contact> byAddress(Handle handle, AccountId account, AddressKey address) {
        return handle.createQuery(SQL.get("byAddress"))
                .bind("account", account.value())
                .bind("addressKey", address.value())
                .map((row, context) -> contact(row))
                .findOne();
    }

    private static Optional<Contact> byId(Handle handle, AccountId account, ContactId id) {
        return handle.createQuery(SQL.get("byId"))
                .bind("id", id.value())
                .bind("account", account.value())
                .map((row, context) -> contact(row))
                .findOne();
    }

    @Override
    public boolean changeAddress(AccountId account, ContactId id, EmailAddress address) {
        return database.write("another address of a contact", handle -> {
            Optional<ContactId> holder =
                    byAddress(handle, account, address.key()).map(Contact::id);
            Optional<Contact> contact = byId(handle, account, id);
            if (contact.isEmpty() || holder.filter(other -> !other.equals(id)).isPresent()) {
                return false;
            }
            update(handle, id, address, contact.get().firstName(), contact.get().lastName());
            return true;
        });
    }

    @Override
    public void rename(AccountId account, ContactId id, String firstName, String lastName) {
        database.write("another name of a contact", handle -> {
            byId(handle, account, id).ifPresent(contact -> update(handle, id, contact.email(), firstName, lastName));
            return Optional.empty();
        });
    }

    @Override
    public void setUnsubscribed(AccountId account, ContactId id, Optional<Instant> at) {
        database.write(
                "whether a contact is unsubscribed",
                handle -> handle.createUpdate(SQL.get("setUnsubscribed"))
                        .bind("id", id.value())
                        .bind("account", account.value())
                        .bind("at", Micros.of(at))
                        .execute());
    }

    @Override
    public List<ContactView> page(AccountId account, String search, Optional<ContactId> after, int limit) {
        return database.read(handle -> handle.createQuery(SQL.get("page"))
                .bind("account", account.value())
                .bind("after", after.map(ContactId::value).orElse(0L))
                .bind("search", SearchPattern.containing(search))
                .bind("limit", limit)
                .map((row, context) -> view(row))
                .list());
    }

    @Override
    public long count(AccountId account, String search) {
        return database.read(handle -> {
            var query = handle.createQuery(SQL.get(search.isBlank() ? "countAll" : "countFound"))
                    .bind("account", account.value());
            if (!search.isBlank()) {
                query.bind("search", SearchPattern.containing(search));
            }
            return query.map((row, context) -> row.getLong("number")).one();
        });
    }

    @Override
    public List<TimelineEntry> timeline(AccountId account, ContactId id, int limit) {
        return database.read(handle -> byId(handle, account, id)
                .map(contact -> handle.createQuery(SQL.get("timeline"))
                        .bind("addressKey", contact.email().key().value())
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

    private static Contact contact(ResultSet row) throws SQLException {
        return new Contact(
                new ContactId(row.getLong("id")),
                new AccountId(row.getLong("account")),
                StoredAddress.of(row.getString("address"), row.getString("address_key")),
                row.getString("first_name"),
                row.getString("last_name"),
                Columns.instant(row, "created_at"),
                Columns.optionalInstant(row, "unsubscribed_at"));
    }

    private static ContactView view(ResultSet row) throws SQLException {
        Optional<Suppression> suppression =
                Columns.optionalConstant(row, "reason", Reason.class).isPresent()
                        ? Optional.of(LedgerRows.suppression(row))
                        : Optional.empty();
        return new ContactView(
                contact(row),
                suppression,
                Columns.optionalInstant(row, "global_since"),
                row.getInt("bounces"),
                row.getInt("delivered"),
                Columns.optionalInstant(row, "last_sent_at"));
    }
}
