package dev.rebound.parse.dialect;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The readable text of a report, cut in two: what the mailer says, and the returned message behind it. Where
 * the one ends is told by a separator line, or by the headers of the returned message.
 *
 * <p>Immutable to its users; what is derived from the text is made when first asked for, twice if two threads ask at
 * once.
 */
public final class NoticeText {

    /** Lines of the notice that are read; reports say it in fewer than 200. */
    public static final int LINES_MAX = 2_000;
    /** Characters of the notice that are read, all lines together. */
    public static final int LENGTH_MAX = 64 * 1024;
    /** Characters of the notice that stand for a recipient of whom nothing else is said. */
    private static final int SUMMARY_LENGTH_MAX = 4_096;
    /** Characters of a line that are read. */
    public static final int LINE_LENGTH_MAX = 4_096;

    private final String source;
    private final NoticeLines places;
    private @Nullable List<String> lines;
    private @Nullable String text;
    private @Nullable String lower;
    private @Nullable String summary;
    private @Nullable String returned;
    private Vocabulary.@Nullable Said said;

    private NoticeText(String source) {
        this.source = source;
        this.places = NoticeLines.of(source);
    }

    /** Cuts a text; line ends must be LF. */
    public static NoticeText of(String text) {
        return new NoticeText(text);
    }

    /** Lines of the notice. */
    public List<String> lines() {
        List<String> made = lines;
        if (made == null) {
            String[] each = new String[places.count()];
            for (int i = 0; i < each.length; i++) {
                each[i] = source.substring(places.start(i), places.end(i));
            }
            made = List.of(each);
            lines = made;
        }
        return made;
    }

    /** The same lines in lower case. */
    List<String> lowerLines() {
        return List.of(lower().split("\n", -1));
    }

    /** Only where a phrase is known to occur is it needed: the phrases are found in letters of either case. */
    private String lower() {
        String made = lower;
        if (made == null) {
            made = text().toLowerCase(Locale.ROOT);
            lower = made;
        }
        return made;
    }

    /** The notice, lines separated by LF. */
    public String text() {
        String made = text;
        if (made == null) {
            made = places.areUnbroken() ? source.substring(0, places.lastEnd()) : String.join("\n", lines());
            text = made;
        }
        return made;
    }

    /** The start of the notice, for recipients of whom nothing else is said. */
    public String summary() {
        String made = summary;
        if (made == null) {
            String stripped = text().strip();
            made = stripped.substring(0, Math.min(stripped.length(), SUMMARY_LENGTH_MAX));
            summary = made;
        }
        return made;
    }

    /** All of the text, notice and what follows. */
    public String whole() {
        return source;
    }

    /** Where in the whole what follows the notice starts, its separator line included; its end if nothing follows. */
    public int returnedStart() {
        return places.returnedStart();
    }

    /** What follows the notice, its separator line included; empty if nothing does. */
    public String returned() {
        String made = returned;
        if (made == null) {
            made = source.substring(returnedStart());
            returned = made;
        }
        return made;
    }

    /** What follows the notice, from its first header on. */
    public String returnedMessage() {
        int at = returnedStart();
        while (at < source.length()) {
            int end = source.indexOf('\n', at);
            end = end < 0 ? source.length() : end;
            int colon = source.indexOf(':', at, end);
            boolean header = colon > at && source.substring(at, colon).indexOf(' ') < 0;
            if (header) {
                return source.substring(at);
            }
            at = end + 1;
        }
        return "";
    }

    /** Whether it has lines that somebody quotes with {@code >}, as people do when they answer. */
    public boolean quotesLines() {
        int quoted = 0;
        for (int i = 0; i < places.count(); i++) {
            quoted += source.startsWith("> ", places.start(i)) && places.end(i) - places.start(i) > 1 ? 1 : 0;
        }
        return quoted > 1;
    }

    public boolean isBlank() {
        return text().isBlank();
    }

    /** Whether the notice has these words, given in lower case; words that all forms know cost next to nothing. */
    boolean says(String words) {
        int number = PhraseBook.WORDS.numberOf(words);
        return number < 0 ? lower().contains(words) : said().has(number);
    }

    boolean saysAny(List<String> phrases) {
        for (String phrase : phrases) {
            if (says(phrase)) {
                return true;
            }
        }
        return false;
    }

    boolean saysAny(Vocabulary.Group phrases) {
        return said().any(phrases);
    }

    /** Those of a group that it says, in the group's order. */
    List<String> these(Vocabulary.Group phrases) {
        return said().these(phrases);
    }

    private Vocabulary.Said said() {
        Vocabulary.Said found = said;
        if (found == null) {
            found = PhraseBook.WORDS.in(text());
            said = found;
        }
        return found;
    }

    /** Index of the first line that has these words, given in lower case, or -1. */
    int lineWith(String words) {
        int at = says(words) ? lower().indexOf(words) : -1;
        if (at < 0) {
            return -1;
        }
        int line = 0;
        for (int end = lower().indexOf('\n'); end >= 0 && end < at; end = lower().indexOf('\n', end + 1)) {
            line++;
        }
        return line;
    }
}
