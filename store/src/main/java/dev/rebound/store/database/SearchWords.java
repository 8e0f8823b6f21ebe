package dev.rebound.store.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words that people are searched by: runs of letters and digits in lower case. Who looks for {@code mai} finds
 * {@code hans.maier@example.org}, and who looks for {@code aier} does not: the beginnings of words lie side by side in an index,
 * and what is inside of them would be looked for in all of a million texts.
 *
 * <p>Chinese, Japanese and Thai are written without spaces, so there every character begins a word that reaches to the end of
 * its run: 小明 finds 王小明.
 */
public final class SearchWords {

    /** Longest word, in characters; what is behind is cut off, in what is kept and in what is looked for. */
    public static final int LENGTH_MAX = 40;
    /** So many words of a search are looked for, the longest. */
    public static final int ASKED_MAX = 3;
    /** Most words of one contact. */
    static final int WORDS_MAX = 200;
    /** So many words of one value of a property, the first: what is long is a remark, which nobody looks for by its end. */
    static final int OF_VALUE_MAX = 20;

    /** Behind every text that begins with the text before it, as octets of UTF-8 are compared. */
    private static final String BEHIND_ALL = Character.toString(Character.MAX_CODE_POINT);

    private SearchWords() {}

    /** As it is kept: the words that texts hold, one space before each. */
    public static String kept(String... texts) {
        Set<String> words = new LinkedHashSet<>();
        for (String text : texts) {
            for (String run : runs(text)) {
                begun(run, words);
            }
        }
        return joined(words);
    }

    /** The same with the words of values behind it, as far as they are not there already. */
    public static String with(String kept, Collection<String> values) {
        if (values.isEmpty()) {
            return kept;
        }
        Set<String> words = new LinkedHashSet<>(runs(kept));
        for (String value : values) {
            Set<String> some = new LinkedHashSet<>();
            runs(value).forEach(run -> begun(run, some));
            some.stream().limit(OF_VALUE_MAX).forEach(words::add);
        }
        return joined(words);
    }

    /** The words of what is kept. */
    public static List<String> of(String kept) {
        return kept.isEmpty() ? List.of() : List.of(kept.strip().split(" ", -1));
    }

    private static String joined(Set<String> words) {
        StringBuilder kept = new StringBuilder();
        words.stream().limit(WORDS_MAX).forEach(word -> kept.append(' ').append(word));
        return kept.toString();
    }

    /** The words of what somebody typed, the longest first; none if there is no letter and no digit in it. */
    public static List<String> asked(String text) {
        return runs(text).stream()
                .map(SearchWords::cut)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .limit(ASKED_MAX)
                .toList();
    }

    /** All that begins with the word is before this. */
    public static String behind(String word) {
        return word + BEHIND_ALL;
    }

    private static void begun(String run, Set<String> words) {
        words.add(cut(run));
        int before = run.codePointAt(0);
        for (int i = Character.charCount(before); i < run.length(); ) {
            int here = run.codePointAt(i);
            if (standsAlone(here) || standsAlone(before)) {
                words.add(cut(run.substring(i)));
            }
            before = here;
            i += Character.charCount(here);
        }
    }

    private static boolean standsAlone(int character) {
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    private static String cut(String word) {
        return word.length() <= LENGTH_MAX
                ? word
                : word.substring(0, word.offsetByCodePoints(0, word.codePointCount(0, LENGTH_MAX)));
    }

    private static List<String> runs(String text) {
        List<String> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        text.toLowerCase(Locale.ROOT).codePoints().forEach(character -> {
            if (belongs(character)) {
                run.appendCodePoint(character);
            } else if (!run.isEmpty()) {
                runs.add(run.toString());
                run.setLength(0);
            }
        });
        if (!run.isEmpty()) {
            runs.add(run.toString());
        }
        return runs;
    }

    /** Marks belong to their letters. */
    private static boolean belongs(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> Character.isLetterOrDigit(character);
        };
    }
}
