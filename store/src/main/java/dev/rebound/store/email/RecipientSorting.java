package dev.rebound.store.email;

import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.email.RecipientOrder;
import dev.rebound.engine.email.Recipients.Place;
import dev.rebound.store.database.KeyedQuery;
import dev.rebound.store.database.Micros;
import dev.rebound.store.email.OutcomeIndex.Moment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Parts of a list in any order. Indexes have whole lists in the order of moments and of reasons, and the account's messages in that of
 * addresses. What a search or the global list leaves of them is found along the way, unless it is so little that it is sorted here.
 */
record RecipientSorting(Handle handle, RecipientIds found, RecipientOrder order) {

    /** Messages that are looked at together on the way. */
    private static final int CHUNK = 512;

    /** What a list is sorted by. */
    private record Key(long id, String address, String why, long since) {

        Moment moment() {
            return new Moment(since, id);
        }
    }

    List<Long> part(Place place) {
        if (order == RecipientOrder.SENT) {
            return found.page(place.after(), place.limit());
        }
        Optional<Key> behind = place.after().flatMap(message -> keyOf(message, place));
        boolean isOnTheWay = found.isWholeList() && order != RecipientOrder.ADDRESS;
        Optional<List<Long>> few = isOnTheWay ? Optional.empty() : found.few();
        return few.isPresent() ? sorted(few.get(), behind, place.limit()) : goneThrough(behind, place.limit());
    }

    private Optional<Key> keyOf(MessageId message, Place place) {
        return keys(List.of(message.value())).stream()
                .map(key -> new Key(
                        key.id(),
                        key.address(),
                        key.why(),
                        place.since().map(Micros::of).orElse(key.since())))
                .findFirst();
    }

    private List<Key> keys(List<Long> ids) {
        List<Key> keys = new ArrayList<>();
        new KeyedQuery(handle, SqlRecipients.SQL, "toSort")
                .forEach(
                        "ids",
                        ids,
                        row -> keys.add(new Key(
                                row.getLong("id"),
                                row.getString("address_key"),
                                row.getString("why"),
                                row.getLong("since"))));
        return keys;
    }

    private List<Long> sorted(List<Long> ids, Optional<Key> behind, int limit) {
        Comparator<Key> byId = Comparator.comparingLong(Key::id);
        Comparator<Key> by = switch (order) {
            case SENT -> byId;
            case ADDRESS -> Comparator.comparing(Key::address).thenComparing(byId);
            case REASON -> Comparator.comparing(Key::why).thenComparing(byId);
            case LATEST -> Comparator.comparing(Key::moment, Moment.LATEST_FIRST);
        };
        return keys(ids).stream()
                .filter(key -> behind.isEmpty() || by.compare(key, behind.get()) > 0)
                .sorted(by)
                .limit(limit)
                .map(Key::id)
                .toList();
    }

    private List<Long> goneThrough(Optional<Key> behind, int limit) {
        if (found.isWholeList()) {
            return next(behind, limit);
        }
        List<Long> page = new ArrayList<>();
        List<Long> chunk = next(behind, CHUNK);
        while (!chunk.isEmpty() && page.size() < limit) {
            page.addAll(found.among(chunk));
            chunk = chunk.size() < CHUNK
                    ? List.of()
                    : next(keys(List.of(chunk.getLast())).stream().findFirst(), CHUNK);
        }
        return page.stream().limit(limit).toList();
    }

    /** Of the list as it is without a search. */
    private List<Long> next(Optional<Key> behind, int limit) {
        return switch (order) {
            case SENT ->
                found.index().next(found.outcomes(), behind.map(Key::id).orElse(0L), limit);
            case ADDRESS ->
                found.byAddress(behind.map(Key::id).map(OptionalLong::of).orElse(OptionalLong.empty()), limit);
            case REASON -> byReason(behind, limit);
            case LATEST ->
                found.index().latest(found.outcomes(), behind.map(Key::moment).orElse(Moment.LATEST), limit);
        };
    }

    /** One reason after the other, and each in the order of ids. */
    private List<Long> byReason(Optional<Key> behind, int limit) {
        Map<String, List<Outcome>> reasons = found.outcomes().stream()
                .collect(Collectors.groupingBy(outcome -> outcome.standing().why(), TreeMap::new, Collectors.toList()));
        List<Long> next = new ArrayList<>();
        reasons.forEach((why, outcomes) -> {
            int place = behind.map(key -> why.compareTo(key.why())).orElse(1);
            if (place >= 0 && next.size() < limit) {
                long after = place == 0 ? behind.map(Key::id).orElse(0L) : 0;
                next.addAll(found.index().next(outcomes, after, limit - next.size()));
            }
        });
        return next;
    }
}
