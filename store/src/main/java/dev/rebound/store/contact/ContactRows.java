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
import dev.rebound.store.database.SearchWords;
import dev.rebound.store.database.Texts;
import dev.rebound.store.ledger.LedgerRows;
import dev.rebound.store.ledger.Suspicion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Rows of the table of contacts: reading them, finding one, and changing what they say. */
final class ContactRows {

    static final NamedSql SQL = NamedSql.beside(ContactRows.class, "contact.sql");

    private ContactRows() {}

    static Optional<Contact> byAddress(Handle handle, AccountId account, AddressKey address) {
        return handle.createQuery(SQL.get("byAddress"))
                .bind("account", account.value())
                .bind("addressKey", address.value())
                .map((row, context) -> contact(row))
                .findOne();
    }

    static Optional<Contact> byId(Handle handle, AccountId account, ContactId id) {
        return handle.createQuery(SQL.get("byId"))
                .bind("id", id.value())
                .bind("account", account.value())
                .map((row, context) -> contact(row))
                .findOne();
    }

    /** Gives a contact another address and other names, and its properties. */
    static void update(Handle handle, Contact known, NewContact said) {
        EmailAddress address = said.email();
        ContactIndex index = new ContactIndex(handle, known.account());
        index.forget(known.id());
        bind(handle.createUpdate(SQL.get("update")), said)
                .bind("searchText", searched(handle, known.id(), said))
                .bind("id", known.id().value())
                .execute();
        index.enter(address.key());
        if (!address.key().equals(known.email().key())) {
            new Suspicion(handle).look(List.of(known.email().key(), address.key()));
        }
    }

    static <S extends SqlStatement<S>> S bind(S statement, NewContact said) {
        return statement
                .bind("addressKey", said.email().key().value())
                .bind("address", said.email().text())
                .bind("firstName", said.firstName())
                .bind("lastName", said.lastName())
                .bind("properties", Texts.toJson(said.properties().values()))
                .bind("searchText", SearchWords.kept(said.email().text(), said.firstName(), said.lastName()));
    }

    /** What is known of a contact, as one would say it anew. */
    static NewContact known(Contact contact) {
        return new NewContact(contact.email(), contact.firstName(), contact.lastName(), contact.properties());
    }

    private static String searched(Handle handle, ContactId id, NewContact said) {
        List<String> others = handle.createQuery(SQL.get("otherAddresses"))
                .bind("id", id.value())
                .map((row, context) -> row.getString("address"))
                .list();
        return SearchWords.kept(said.email().text(), said.firstName(), said.lastName(), String.join(" ", others));
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
