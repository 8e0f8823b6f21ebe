package dev.rebound.store.contact;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.store.database.Prepared;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** The names that an account's contacts have properties by. They stay when the last that has one goes: emails may use them. */
final class PropertyNames {

    private final Handle handle;
    private final AccountId account;

    PropertyNames(Handle handle, AccountId account) {
        this.handle = handle;
        this.account = account;
    }

    SortedSet<String> all() {
        return new TreeSet<>(Prepared.of(handle, ContactRows.SQL, "propertyNames")
                .bind("account", account.value())
                .list(row -> row.getString("name")));
    }

    /** Those of some contacts. Written in their order, and only what is new, so that nodes do not wait for each other. */
    void know(Collection<NewContact> contacts) {
        SortedSet<String> used = new TreeSet<>();
        contacts.forEach(contact -> used.addAll(contact.properties().values().keySet()));
        if (!used.isEmpty()) {
            used.removeAll(all());
            Prepared.of(handle, ContactRows.SQL, "knowPropertyName")
                    .executeEach(
                            used,
                            (know, name) ->
                                    know.bind("account", account.value()).bind("name", name));
        }
    }
}
