package dev.rebound.store.contact;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.database.SearchWords;
import dev.rebound.store.database.Texts;
import dev.rebound.store.ledger.LedgerRows;
import dev.rebound.store.ledger.Suspicion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows of the table of contacts: reading them, finding one, and changing what they say. */
final class ContactRows {

    static final NamedSql SQL = NamedSql.beside(ContactRows.class, "contact.sql");

    private ContactRows() {}

    static Optional<Contact> byAddress(Handle handle, AccountId account, AddressKey address) {
        return Prepared.of(handle, SQL, "byAddress")
                .bind("account", account.value())
                .bind("addressKey", address.value())
                .first(ContactRows::contact);
    }

    static Optional<Contact> byId(Handle handle, AccountId account, ContactId id) {
        return handle.createQuery(SQL.get("byId"))
                .bind("id", id.value())
                .bind("account", account.value())
                .map((row, context) -> contact(row))
                .findOne();
    }

    static Optional<ContactView> view(Handle handle, AccountId account, ContactId id) {
        return handle.createQuery(SQL.get("view"))
                .bind("id", id.value())
                .bind("account", account.value())
                .map((row, context) -> view(row))
                .findOne();
    }

    /**
     * Gives a contact another address and other names, and its properties.
     *
     * @param known what its row says until now
     */
    static void update(Handle handle, Contact known, NewContact said) {
        EmailAddress address = said.email();
        Searched before = searched(handle, known.id());
        String after = searchText(handle, known.id(), said);
        bind(Prepared.of(handle, SQL, "update"), said)
                .bind("searchText", after)
                .bind("id", known.id().value())
                .execute();
        if (before.isContact()) {
            new ContactIndex(handle, known.account())
                    .change(
                            new ContactIndex.Words(known.id(), before.text()),
                            new ContactIndex.Words(known.id(), after));
            new PropertyValues(handle, known.account()).change(known.id(), known.properties(), said.properties());
        }
        if (!address.key().equals(known.email().key())) {
            new Suspicion(handle).look(List.of(known.email().key(), address.key()));
        }
    }

    /** What a row is found by, if it is a contact and not a part of one. */
    private record Searched(String text, boolean isContact) {}

    private static Searched searched(Handle handle, ContactId id) {
        return Prepared.of(handle, SQL, "searched")
                .bind("id", id.value())
                .first(row -> new Searched(
                        row.getString("search_text"),
                        Columns.optionalLong(row, "part_of").isEmpty()))
                .orElseThrow();
    }

    static Prepared bind(Prepared statement, NewContact said) {
        return bind(statement, said.email())
                .bind("firstName", said.firstName())
                .bind("lastName", said.lastName())
                .bind("properties", Texts.toJson(said.properties().values()))
                .bind("searchText", words(said));
    }

    /** The same of a row of which no more than its address is said. */
    static Prepared bind(Prepared statement, EmailAddress address) {
        return statement
                .bind("addressKey", address.key().value())
                .bind("address", address.text())
                .bind("searchText", SearchWords.kept(address.text()));
    }

    /** What is known of a contact, as one would say it anew. */
    static NewContact known(Contact contact) {
        return new NewContact(contact.email(), contact.firstName(), contact.lastName(), contact.properties());
    }

    private static String searchText(Handle handle, ContactId id, NewContact said) {
        List<String> others = Prepared.of(handle, SQL, "otherAddresses")
                .bind("id", id.value())
                .list(row -> row.getString("address"));
        return words(said, String.join(" ", others));
    }

    /** The words of one that has no other addresses. */
    static String words(NewContact said) {
        return words(said, "");
    }

    private static String words(NewContact said, String otherAddresses) {
        return SearchWords.with(
                SearchWords.kept(said.email().text(), said.firstName(), said.lastName(), otherAddresses),
                said.properties().values().values());
    }

    static Contact contact(ResultSet row) throws SQLException {
        return new Contact(
                new ContactId(row.getLong("id")),
                new AccountId(row.getLong("account")),
                StoredAddress.of(row.getString("address"), row.getString("address_key")),
                row.getString("first_name"),
                row.getString("last_name"),
                ContactProperties.of(Texts.byName(row.getString("properties"))),
                Columns.instant(row, "created_at"),
                Columns.optionalInstant(row, "unsubscribed_at"));
    }

    static ContactView view(ResultSet row) throws SQLException {
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
