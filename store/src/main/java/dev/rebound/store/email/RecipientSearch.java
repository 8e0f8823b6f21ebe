package dev.rebound.store.email;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Recipients;
import dev.rebound.store.contact.ContactSearch;
import dev.rebound.store.database.KeyedQuery;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.database.SearchWords;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Looks among the messages of an email for the beginnings of {@linkplain SearchWords words} of address, name or a property.
 *
 * <p>If few contacts and few addresses begin so, their messages are looked up, one by one. Otherwise whoever pages goes through
 * the list itself, a chunk at a time, and asks here which of the chunk fit: so many do that it is not far to the next, or the list is
 * short.
 */
record RecipientSearch(Handle handle, AccountId account, EmailId email, String typed, List<String> words) {

    /** So many contacts or addresses are few. Each is one look at the messages. */
    private static final int FEW_MAX = Recipients.FOUND_MAX / 2;

    static RecipientSearch of(Handle handle, AccountId account, EmailId email, String typed) {
        return new RecipientSearch(handle, account, email, typed, SearchWords.asked(typed));
    }

    /**
     * All that are found, in order, whatever came of them.
     *
     * @return empty if they are too many to be looked up
     */
    Optional<List<Long>> few() {
        String begin = typed.strip().toLowerCase(Locale.ROOT);
        Optional<List<Long>> contacts = new ContactSearch(handle, account, words).all(FEW_MAX);
        if (contacts.isEmpty() || addressesLike(begin) > FEW_MAX) {
            return Optional.empty();
        }
        TreeSet<Long> found = new TreeSet<>();
        new KeyedQuery(handle, SqlRecipients.SQL, "ofContacts")
                .bind("email", email.value())
                .forEach("contacts", contacts.get(), row -> found.add(row.getLong("id")));
        within(statement("ofAddressesLike"), begin)
                .bind("email", email.value())
                .forEach(row -> found.add(row.getLong("id")));
        return Optional.of(List.copyOf(found));
    }

    private int addressesLike(String begin) {
        return within(statement("addressesLike"), begin)
                .bind("limit", FEW_MAX + 1L)
                .first(row -> row.getInt("number"))
                .orElse(0);
    }

    private static Prepared within(Prepared query, String begin) {
        return query.bind("begin", begin).bind("behind", SearchWords.behind(begin));
    }

    private Prepared statement(String name) {
        return Prepared.of(handle, SqlRecipients.SQL, name);
    }

    /** Those of some messages that fit, in the same order. */
    List<Long> among(List<Long> messages) {
        Set<Long> fit = new HashSet<>();
        new KeyedQuery(handle, SqlRecipients.SQL, "toSearch").forEach("ids", messages, row -> {
            if (isFound(row.getString("known_as")) || isFoundByAddress(row.getString("address_key"))) {
                fit.add(row.getLong("id"));
            }
        });
        return messages.stream().filter(fit::contains).toList();
    }

    /** An address is cut into words only where it holds what is looked for: most of a list do not. */
    private boolean isFoundByAddress(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        return words.stream().allMatch(lower::contains) && isFound(SearchWords.kept(address));
    }

    private boolean isFound(String kept) {
        return words.stream().allMatch(word -> kept.contains(" " + word));
    }
}
