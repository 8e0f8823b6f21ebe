package dev.rebound.store.email;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.store.database.KeyedQuery;
import dev.rebound.store.database.Prepared;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/**
 * A long list in the order of addresses. An index has all messages of an account so, whatever the email; it is gone through from the
 * last one shown until there is a page. The longer the list, the nearer is the next of it.
 *
 * @param isListed what a message of the list came to
 */
record AddressOrder(Handle handle, AccountId account, EmailId email, Predicate<Standing> isListed) {

    /** Messages of the email that are looked at together. */
    private static final int CHUNK = 1_000;

    /** A place in the order. */
    private record Place(String address, long id) {

        static final Place BEGINNING = new Place("", 0);
    }

    /** A message on the way, and whether it is one of the list. */
    private record Passed(Place place, boolean listed) {}

    /**
     * The next of the list.
     *
     * @param after a message, of the list or not; empty for the beginning
     */
    List<Long> page(OptionalLong after, int limit) {
        Place from = after.isPresent() ? placeOf(after.getAsLong()) : Place.BEGINNING;
        List<Long> page = new ArrayList<>();
        List<Passed> chunk = behind(from);
        while (!chunk.isEmpty()) {
            chunk.stream()
                    .filter(Passed::listed)
                    .limit(limit - page.size())
                    .forEach(passed -> page.add(passed.place().id()));
            boolean goesOn = page.size() < limit && chunk.size() == CHUNK;
            chunk = goesOn ? behind(chunk.getLast().place()) : List.of();
        }
        return page;
    }

    private Place placeOf(long message) {
        List<Place> found = new ArrayList<>();
        new KeyedQuery(handle, SqlRecipients.SQL, "toSort")
                .forEach(
                        "ids",
                        List.of(message),
                        row -> found.add(new Place(row.getString("address_key"), row.getLong("id"))));
        return found.isEmpty() ? Place.BEGINNING : found.getFirst();
    }

    private List<Passed> behind(Place place) {
        return Prepared.of(handle, SqlRecipients.SQL, "byAddress")
                .bind("account", account.value())
                .bind("email", email.value())
                .bind("address", place.address())
                .bind("id", place.id())
                .bind("limit", CHUNK)
                .list(row -> new Passed(
                        new Place(row.getString("address_key"), row.getLong("id")), isListed.test(Standing.of(row))));
    }
}
