package dev.rebound.store.contact;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.contact.PropertyChange;
import dev.rebound.engine.contact.PropertyUse;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.database.Texts;
import dev.rebound.store.database.Turns;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * The names that an account's contacts have properties by. They stay when the last that has one goes: emails may use them. A name
 * that is changed says so in its row until the last contact has been changed, so that whoever goes on knows what to do.
 */
final class PropertyNames {

    private final Handle handle;
    private final AccountId account;

    PropertyNames(Handle handle, AccountId account) {
        this.handle = handle;
        this.account = account;
    }

    SortedSet<String> all() {
        return new TreeSet<>(statement("propertyNames").list(row -> row.getString("name")));
    }

    /** Those of some contacts. Written in their order, and only what is new, so that nodes do not wait for each other. */
    void know(Collection<NewContact> contacts) {
        SortedSet<String> used = new TreeSet<>();
        contacts.forEach(contact -> used.addAll(contact.properties().values().keySet()));
        if (!used.isEmpty()) {
            used.removeAll(all());
            know(used);
        }
    }

    private void know(SortedSet<String> names) {
        Prepared.of(handle, ContactRows.SQL, "knowPropertyName")
                .executeEach(
                        names,
                        (know, name) -> know.bind("account", account.value()).bind("name", name));
    }

    List<PropertyUse> uses() {
        return statement("propertyChanges")
                .list(row -> new PropertyUse(
                        row.getString("name"),
                        0,
                        Columns.optionalText(row, "becomes").map(PropertyNames::change)))
                .stream()
                .map(use -> new PropertyUse(use.name(), number(use.name()), use.change()))
                .toList();
    }

    private long number(String name) {
        return statement("namesUpTo")
                .bind("name", name)
                .bind("limit", Contacts.COUNTED_MAX + 1L)
                .first(row -> row.getLong("number"))
                .orElse(0L);
    }

    private static PropertyChange change(String becomes) {
        return becomes.isEmpty() ? new PropertyChange.Removal() : new PropertyChange.Rename(becomes);
    }

    boolean begin(String name, PropertyChange change) {
        String becomes = switch (change) {
            case PropertyChange.Rename rename -> rename.to();
            case PropertyChange.Removal ignored -> "";
        };
        Turns.of(handle, "a property of contacts", account.value());
        boolean begun = statement("beginPropertyChange")
                        .bind("name", name)
                        .bind("becomes", becomes)
                        .execute()
                > 0;
        if (begun && !becomes.isEmpty()) {
            know(new TreeSet<>(List.of(becomes)));
        }
        return begun;
    }

    int advance(String name, int limit) {
        Optional<PropertyChange> change = statement("becomes")
                .bind("name", name)
                .first(row -> row.getString("becomes"))
                .map(PropertyNames::change);
        if (change.isEmpty()) {
            return 0;
        }
        List<Contact> contacts = statement("nextWithProperty")
                .bind("name", name)
                .bind("limit", limit)
                .list(ContactRows::contact);
        contacts.forEach(contact -> ContactRows.update(
                handle, contact, ContactRows.known(contact).with(changed(contact, name, change.get()))));
        int parts = contacts.isEmpty() ? changeParts(name, change.get(), limit) : 0;
        if (contacts.isEmpty() && parts == 0) {
            statement("forgetPropertyName").bind("name", name).execute();
        }
        return contacts.size() + parts;
    }

    private int changeParts(String name, PropertyChange change, int limit) {
        List<Contact> parts = statement("nextPartWithProperty")
                .bind("key", keyOf(name))
                .bind("limit", limit)
                .list(ContactRows::contact);
        Prepared.of(handle, ContactRows.SQL, "setPartProperties")
                .executeEach(
                        parts,
                        (set, part) -> set.bind("id", part.id().value())
                                .bind(
                                        "properties",
                                        Texts.toJson(changed(part, name, change).values())));
        return parts.size();
    }

    /** Who has been given a property by the new name meanwhile keeps that. */
    private static ContactProperties changed(Contact contact, String name, PropertyChange change) {
        String value = contact.properties().value(name);
        ContactProperties left = contact.properties().with(Map.of(name, ""));
        return switch (change) {
            case PropertyChange.Rename rename
            when !value.isEmpty() -> left.completedBy(ContactProperties.of(Map.of(rename.to(), value)));
            // Another node may have been there a moment ago.
            case PropertyChange.Rename ignored -> left;
            case PropertyChange.Removal ignored -> left;
        };
    }

    /** How the name stands in the text of the properties of whoever has it, and nowhere else: quotes within a value are escaped. */
    static String keyOf(String name) {
        return '"' + name + "\":";
    }

    private Prepared statement(String name) {
        return Prepared.of(handle, ContactRows.SQL, name).bind("account", account.value());
    }
}
