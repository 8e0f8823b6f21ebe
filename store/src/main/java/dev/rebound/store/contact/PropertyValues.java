package dev.rebound.store.contact;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.store.database.Prepared;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The index of who has which value of a property. Whoever adds a contact, changes its properties or takes it away says so here,
 * in the same transaction.
 */
final class PropertyValues {

    private final Handle handle;
    private final AccountId account;

    PropertyValues(Handle handle, AccountId account) {
        this.handle = handle;
        this.account = account;
    }

    /** An entry of the index. */
    private record Entry(long contact, String name, String value) {}

    /** A contact, and what the index should say of it. */
    record Has(ContactId contact, ContactProperties properties) {}

    /** Contacts have just come. */
    void enter(List<Has> all) {
        enterEach(all.stream()
                .flatMap(each -> entries(each.contact(), each.properties()).stream())
                .toList());
    }

    /** A contact has other properties than before; only what differs is written. */
    void change(ContactId contact, ContactProperties before, ContactProperties after) {
        if (before.equals(after)) {
            return;
        }
        List<Entry> gone = entries(contact, before);
        List<Entry> come = entries(contact, after);
        List<Entry> stay = gone.stream().filter(come::contains).toList();
        gone.removeAll(stay);
        come.removeAll(stay);
        Prepared.of(handle, ContactRows.SQL, "forgetValue").executeEach(gone, this::bind);
        enterEach(come);
    }

    private static List<Entry> entries(ContactId contact, ContactProperties properties) {
        List<Entry> entries = new ArrayList<>();
        properties
                .values()
                .forEach((name, value) ->
                        entries.add(new Entry(contact.value(), name, ContactProperties.compared(value))));
        return entries;
    }

    private void enterEach(List<Entry> entries) {
        Prepared.of(handle, ContactRows.SQL, "enterValue").executeTogether(entries, this::bind);
    }

    private void bind(Prepared statement, Entry entry) {
        statement
                .bind("account", account.value())
                .bind("name", entry.name())
                .bind("value", entry.value())
                .bind("contact", entry.contact());
    }
}
