package dev.rebound.store.bulk;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.bulk.BulkOutcome;
import dev.rebound.store.contact.ContactIndex;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.KeyedQuery;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.database.SearchWords;
import dev.rebound.store.ledger.Suspicion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * Contacts that want no more mail: what would become of them, marking them, and taking that back. For one
 * portion of one change.
 *
 * @param at the moment that marks are dated by, the same for the whole change: so it is known which are its own
 */
record ContactMarks(Handle handle, AccountId account, Instant at) {

    /** What would become of each, in the order asked. */
    List<BulkOutcome> outcomes(List<AddressKey> addresses) {
        Map<AddressKey, Optional<Instant>> known = known(addresses);
        List<BulkOutcome> outcomes = new ArrayList<>();
        for (AddressKey address : addresses) {
            outcomes.add(Optional.ofNullable(known.get(address))
                    .map(since -> since.isPresent() ? BulkOutcome.ALREADY_UNSUBSCRIBED : BulkOutcome.UNSUBSCRIBED)
                    .orElse(BulkOutcome.ADDED_UNSUBSCRIBED));
        }
        return outcomes;
    }

    /** Since when each contact there is wants no mail. */
    private Map<AddressKey, Optional<Instant>> known(List<AddressKey> addresses) {
        Map<AddressKey, Optional<Instant>> known = new HashMap<>();
        new KeyedQuery(handle, SqlBulks.SQL, "contacts")
                .bind("account", account.value())
                .forEach(
                        "addresses",
                        addresses.stream().map(AddressKey::value).toList(),
                        row -> known.put(
                                new AddressKey(row.getString("address_key")),
                                Columns.optionalInstant(row, "unsubscribed_at")));
        return known;
    }

    /** Those whose mark is this change's. */
    Set<AddressKey> own(List<AddressKey> addresses) {
        Set<AddressKey> own = new HashSet<>();
        known(addresses).forEach((address, since) -> {
            if (since.equals(Optional.of(at))) {
                own.add(address);
            }
        });
        return own;
    }

    void unsubscribe(List<AddressKey> addresses) {
        each("unsubscribe", addresses);
    }

    void add(List<AddressKey> addresses) {
        int[] added = Prepared.of(handle, SqlBulks.SQL, "addContact")
                .changedByEach(
                        addresses,
                        (add, address) -> bind(add, address).bind("searchText", SearchWords.kept(address.value())));
        new ContactIndex(handle, account)
                .added(IntStream.range(0, added.length)
                        .filter(i -> added[i] > 0)
                        .mapToObj(addresses::get)
                        .toList());
    }

    void subscribeAgain(List<AddressKey> addresses) {
        each("subscribeAgain", addresses);
    }

    private void each(String statement, List<AddressKey> addresses) {
        Prepared.of(handle, SqlBulks.SQL, statement).executeEach(addresses, this::bind);
        List<AddressKey> all = new ArrayList<>();
        new KeyedQuery(handle, SqlBulks.SQL, "ofSameContacts")
                .bind("account", account.value())
                .forEach(
                        "addresses",
                        addresses.stream().map(AddressKey::value).toList(),
                        row -> all.add(new AddressKey(row.getString("address_key"))));
        new Suspicion(handle).look(all);
    }

    private Prepared bind(Prepared write, AddressKey address) {
        return write.bind("account", account.value())
                .bind("address", address.value())
                .bind("at", Micros.of(at));
    }
}
