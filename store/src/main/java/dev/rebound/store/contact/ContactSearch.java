package dev.rebound.store.contact;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.database.SearchWords;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Looks for contacts by the beginnings of their {@linkplain SearchWords words}, in the order of their ids.
 *
 * <p>Where few have a word that begins so, all of them are read from the index of words and put in order. Where many have,
 * contacts are gone through from where one is, for it is not far to the next that fits. So neither takes longer with a
 * million contacts than with a hundred thousand.
 *
 * @param words at least one, the longest first
 */
public record ContactSearch(Handle handle, AccountId account, List<String> words) {

    /** So many entries of the index are few: they are sorted in a few milliseconds. */
    public static final int FEW_MAX = Contacts.COUNTED_MAX;

    /** All in order, if so few begin with one of the words. */
    public Optional<List<Long>> all(int most) {
        return rarestFirst(most).map(few -> few.few(0, most));
    }

    /** The same with the word first that fewest have, if they are few: of {@code d17.example} that is not the longer one. */
    Optional<ContactSearch> rarestFirst(int most) {
        Map<String, Long> numbers = new HashMap<>();
        words.forEach(word -> numbers.put(word, number(word, most + 1L)));
        List<String> sorted =
                words.stream().sorted(Comparator.comparing(numbers::get)).toList();
        return Objects.requireNonNull(numbers.get(sorted.getFirst())) > most
                ? Optional.empty()
                : Optional.of(new ContactSearch(handle, account, sorted));
    }

    private long number(String word, long limit) {
        return Prepared.of(handle, ContactRows.SQL, "wordsLike")
                .bind("account", account.value())
                .bind("word", word)
                .bind("behind", SearchWords.behind(word))
                .bind("limit", limit)
                .first(row -> row.getLong("number"))
                .orElse(0L);
    }

    /** Those behind {@code after}, in order. */
    public List<Long> page(long after, int limit) {
        return rarestFirst(FEW_MAX)
                .map(few -> few.few(after, limit))
                .orElseGet(() -> ids(bound("idsAmongAll"), after, limit));
    }

    private List<Long> few(long after, int limit) {
        Prepared few = words.size() == 1
                ? Prepared.of(handle, ContactRows.SQL, "idsOfWord").bind("account", account.value())
                : bound("idsOfWords");
        return ids(
                few.bind("word", words.getFirst()).bind("behind", SearchWords.behind(words.getFirst())), after, limit);
    }

    private static List<Long> ids(Prepared query, long after, int limit) {
        return query.bind("after", after).bind("limit", limit).list(row -> row.getLong("id"));
    }

    /** Exactly, however many. */
    long count() {
        return rarestFirst(FEW_MAX)
                .map(few -> (long) few.few(0, FEW_MAX).size())
                .orElseGet(() -> bound("countAmongAll")
                        .first(row -> row.getLong("number"))
                        .orElse(0L));
    }

    /** Exactly if they are {@link #FEW_MAX} at the most; otherwise one more than that. */
    long countUpTo() {
        return rarestFirst(FEW_MAX)
                .map(few -> (long) few.few(0, FEW_MAX).size())
                .orElse(FEW_MAX + 1L);
    }

    private Prepared bound(String statement) {
        return withWords(Prepared.of(handle, ContactRows.SQL, statement).bind("account", account.value()), words);
    }

    /** Binds the patterns {@code first}, {@code second} and {@code third}. Words hold nothing that stands for something else. */
    public static Prepared withWords(Prepared query, List<String> words) {
        List<String> names = List.of("first", "second", "third");
        for (int i = 0; i < SearchWords.ASKED_MAX; i++) {
            query.bind(names.get(i), i < words.size() ? "% " + words.get(i) + "%" : "%");
        }
        return query;
    }
}
