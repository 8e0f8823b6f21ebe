package dev.rebound.store.contact;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.database.SearchWords;
import dev.rebound.store.ledger.Suspicion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * What contacts are found and counted by: their words, and how many an account has. Whoever adds a contact, changes what it
 * is called or takes it away says so here, in the same transaction. The number is changed last, because other nodes wait for
 * its row until the commit.
 */
public final class ContactIndex {

    private final Handle handle;
    private final AccountId account;

    /** Of an account's contacts. */
    public ContactIndex(Handle handle, AccountId account) {
        this.handle = handle;
        this.account = account;
    }

    /** Rows with these addresses have just come; some may want no mail from the beginning. */
    public void added(Collection<AddressKey> addresses) {
        enter(addresses);
        new Suspicion(handle).look(addresses);
        count(addresses.size());
    }

    /**
     * A contact, and what it is found by.
     *
     * @param text its {@linkplain SearchWords#kept words}
     */
    record Words(ContactId contact, String text) {}

    /** The same of contacts whose words are at hand. */
    void came(List<Words> contacts, Collection<AddressKey> addresses) {
        enterEach(contacts.stream().flatMap(ContactIndex::entries).toList());
        new Suspicion(handle).look(addresses);
        count(contacts.size());
    }

    /** An entry of the index. */
    private record Entry(String word, long contact) {}

    private static Stream<Entry> entries(Words words) {
        return SearchWords.of(words.text()).stream()
                .map(word -> new Entry(word, words.contact().value()));
    }

    private void enterEach(List<Entry> entries) {
        Prepared.of(handle, ContactRows.SQL, "enterWord").executeTogether(entries, this::bind);
    }

    private void bind(Prepared statement, Entry entry) {
        statement.bind("account", account.value()).bind("word", entry.word()).bind("contact", entry.contact());
    }

    /** A contact is found by other words than before; only what differs is written. */
    void change(Words before, Words after) {
        List<Entry> gone = entries(before).collect(Collectors.toCollection(ArrayList::new));
        List<Entry> come = entries(after).collect(Collectors.toCollection(ArrayList::new));
        List<Entry> stay = gone.stream().filter(come::contains).toList();
        gone.removeAll(stay);
        come.removeAll(stay);
        Prepared.of(handle, ContactRows.SQL, "forgetWord").executeEach(gone, this::bind);
        enterEach(come);
    }

    private void enter(Collection<AddressKey> addresses) {
        Prepared.of(handle, ContactRows.SQL, "enterWords")
                .executeEach(
                        addresses,
                        (enter, address) ->
                                enter.bind("account", account.value()).bind("addressKey", address.value()));
    }

    void forget(ContactId id) {
        Prepared.of(handle, ContactRows.SQL, "forgetWords")
                .executeEach(List.of(id), (forget, one) -> forget.bind("id", one.value()));
    }

    /** There are so many more. */
    void count(int difference) {
        if (difference != 0) {
            Prepared.of(handle, ContactRows.SQL, "countContacts")
                    .executeEach(
                            List.of(difference),
                            (count, number) ->
                                    count.bind("account", account.value()).bind("difference", (long) number));
        }
    }
}
