package dev.rebound.store.contact;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactFilter.HasProperty;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.database.SearchWords;
import dev.rebound.store.database.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Looks for contacts by a property, and by words beside it, in the order of their ids.
 *
 * <p>Those who have one value lie in that order in the index. Whoever has the property with any value is put in order if they are
 * few, and found on the way through all contacts if they are many. If few have the words, those few are looked at.
 *
 * @param words the longest first; none for everybody who has the property
 */
record PropertySearch(Handle handle, AccountId account, HasProperty property, List<String> words) {

    /** So many are counted together, by those who must know exactly. */
    private static final int COUNTED_TOGETHER = 1_000;

    List<Long> page(long after, int limit) {
        Optional<ContactSearch> few = fewWords();
        if (few.isPresent() && isMany()) {
            return ofWords(few.get(), after).stream().limit(limit).toList();
        }
        return statement().bind("after", after).bind("limit", limit).list(row -> row.getLong("id"));
    }

    private Optional<ContactSearch> fewWords() {
        return words.isEmpty()
                ? Optional.empty()
                : new ContactSearch(handle, account, words).rarestFirst(ContactSearch.FEW_MAX);
    }

    private boolean isMany() {
        return number(ContactSearch.FEW_MAX + 1L) > ContactSearch.FEW_MAX;
    }

    private List<Long> ofWords(ContactSearch few, long after) {
        List<Long> found = new ArrayList<>();
        String word = few.words().getFirst();
        withWords("ofWords")
                .bind("word", word)
                .bind("behind", SearchWords.behind(word))
                .bind("after", after)
                .forEach(row -> {
                    if (property.fits(ContactProperties.of(Texts.byName(row.getString("properties"))))) {
                        found.add(row.getLong("id"));
                    }
                });
        return found;
    }

    private Prepared statement() {
        if (!property.isAnyValue()) {
            return words.isEmpty()
                    ? valued("idsOfValue")
                    : ContactSearch.withWords(valued("idsOfValueAndWords"), words);
        }
        return isMany()
                ? withWords("idsOfNameAmongAll").bind("key", PropertyNames.keyOf(property.name()))
                : withWords("idsOfName").bind("name", property.name());
    }

    private Prepared withWords(String statement) {
        return ContactSearch.withWords(of(statement), words);
    }

    private Prepared valued(String statement) {
        return of(statement).bind("name", property.name()).bind("value", ContactProperties.compared(property.value()));
    }

    private Prepared of(String statement) {
        return Prepared.of(handle, ContactRows.SQL, statement).bind("account", account.value());
    }

    /** How many have the property, whatever words. */
    private long number(long limit) {
        Prepared upTo = property.isAnyValue() ? of("namesUpTo").bind("name", property.name()) : valued("valuesUpTo");
        return upTo.bind("limit", limit).first(row -> row.getLong("number")).orElse(0L);
    }

    /** Exactly, however many. */
    long count() {
        return words.isEmpty() ? number(Long.MAX_VALUE) : countUpTo(Long.MAX_VALUE);
    }

    /** Exactly if they are {@link Contacts#COUNTED_MAX} at the most; otherwise one more than that. */
    long countUpTo() {
        long most = Contacts.COUNTED_MAX + 1L;
        if (words.isEmpty()) {
            return number(most);
        }
        return isMany() && fewWords().isEmpty() ? most : Math.min(countUpTo(most), most);
    }

    private long countUpTo(long most) {
        long counted = 0;
        List<Long> page = page(0, COUNTED_TOGETHER);
        while (!page.isEmpty() && counted < most) {
            counted += page.size();
            page = page.size() < COUNTED_TOGETHER ? List.of() : page(page.getLast(), COUNTED_TOGETHER);
        }
        return counted;
    }
}
