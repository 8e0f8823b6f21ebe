package dev.rebound.store.contact;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactFilter;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.store.database.KeyedQuery;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.database.SearchWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The contacts of an account that a filter leaves, in the order of their ids. */
record ContactList(Handle handle, AccountId account, ContactFilter filter) {

    List<ContactView> page(long after, int limit) {
        if (filter.isAll()) {
            return handle.createQuery(ContactRows.SQL.get("page"))
                    .bind("account", account.value())
                    .bind("after", after)
                    .bind("limit", limit)
                    .map((row, context) -> ContactRows.view(row))
                    .list();
        }
        Optional<ContactId> exactly = whoseAddress();
        return exactly.isPresent()
                ? exactly.filter(id -> id.value() > after).flatMap(this::fitting).stream()
                        .toList()
                : views(found(after, limit));
    }

    /** Who looks for a whole address means just that one; only where nobody has it, its words may be those of others. */
    private Optional<ContactId> whoseAddress() {
        return EmailAddress.parse(filter.search())
                .flatMap(address -> handle.createQuery(ContactRows.SQL.get("whoseAddress"))
                        .bind("account", account.value())
                        .bind("address", address.key().value())
                        .map((row, context) -> new ContactId(row.getLong("id")))
                        .findOne());
    }

    private Optional<ContactView> fitting(ContactId id) {
        return ContactRows.view(handle, account, id).filter(this::hasProperty);
    }

    private boolean hasProperty(ContactView view) {
        return filter.property()
                .map(property -> property.fits(view.contact().properties()))
                .orElse(true);
    }

    private List<Long> found(long after, int limit) {
        if (isNobody()) {
            return List.of();
        }
        return filter.property()
                .map(property -> new PropertySearch(handle, account, property, words()).page(after, limit))
                .orElseGet(() -> new ContactSearch(handle, account, words()).page(after, limit));
    }

    /** Somebody looks for something without any letter or digit. */
    private boolean isNobody() {
        return !filter.search().isBlank() && words().isEmpty();
    }

    private List<String> words() {
        return SearchWords.asked(filter.search());
    }

    private List<ContactView> views(List<Long> ids) {
        Map<Long, ContactView> views = new HashMap<>();
        new KeyedQuery(handle, ContactRows.SQL, "pageOf")
                .forEach("ids", ids, row -> views.put(row.getLong("id"), ContactRows.view(row)));
        return ids.stream().flatMap(id -> Stream.ofNullable(views.get(id))).toList();
    }

    /** Exactly, however many. */
    long count() {
        return known().orElseGet(() -> filter.property()
                .map(property -> new PropertySearch(handle, account, property, words()).count())
                .orElseGet(() -> new ContactSearch(handle, account, words()).count()));
    }

    /** The same at once; of many it says one more than are counted. */
    long countUpTo() {
        return known().orElseGet(() -> filter.property()
                .map(property -> new PropertySearch(handle, account, property, words()).countUpTo())
                .orElseGet(() -> new ContactSearch(handle, account, words()).countUpTo()));
    }

    /** What needs no counting. */
    private Optional<Long> known() {
        if (filter.isAll()) {
            return Prepared.of(handle, ContactRows.SQL, "countAll")
                    .bind("account", account.value())
                    .first(row -> row.getLong("number"))
                    .or(() -> Optional.of(0L));
        }
        Optional<ContactId> exactly = whoseAddress();
        if (exactly.isPresent()) {
            return Optional.of(exactly.flatMap(this::fitting).isPresent() ? 1L : 0L);
        }
        return isNobody() ? Optional.of(0L) : Optional.empty();
    }
}
