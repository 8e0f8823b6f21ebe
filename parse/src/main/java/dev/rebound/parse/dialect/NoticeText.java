package dev.rebound.parse.dialect;

import java.util.ArrayList;
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

    /** Starts of separator lines once dashes and the like are taken off, lower case. */
    private static final List<String> SEPARATORS = List.of(
            "below this line is a copy of the message",
            "below this line is the original",
            "below this line is the beginning of",
            "this is a copy of the message",
            "this is a copy of your message",
            "this is the header of",
            "the body of the message is",
            "original message follows",
            "original message header",
            "original message as received",
            "original message attached",
            "message header follows",
            "message headers follow",
            "message text follows",
            "unsent message follows",
            "unsent message below",
            "returned message follows",
            "returned mail follows",
            "message returned follows",
            "original message text follows",
            "header of the source mail",
            "headers of the original message",
            "header of the original message",
            "attachment is a copy of the message",
            "the attachment contains the original mail",
            "the original message follows",
            "the following is a copy",
            "a copy of the message",
            "a copy of your message",
            "copy of the message",
            "copy of your message",
            "ursprungliche nachricht",
            "urspr\u00fcngliche nachricht folgt",
            "nachfolgend die ursprungliche",
            "mensaje original adjunto",
            "mensaje original",
            "mensagem original",
            "message d'origine",
            "messaggio originale",
            "original-nachricht",
            "exemplar der e-mail",
            "start of message",
            "end of the report");

    /** Separators only if nothing else stands on the line but dashes or a colon. */
    private static final List<String> HEADINGS = List.of(
            "original message",
            "original message headers",
            "returned message",
            "returned mail",
            "unsent message",
            "forwarded message",
            "begin forwarded message",
            "forwarded by",
            "weitergeleitete nachricht",
            "message transf\u00e9r\u00e9",
            "mensaje reenviado",
            "mensagem encaminhada",
            "messaggio inoltrato",
            "doorgestuurd bericht",
            "\u043f\u0435\u0440\u0435\u0441\u044b\u043b\u0430\u0435\u043c\u043e\u0435 \u0441\u043e\u043e\u0431\u0449\u0435\u043d\u0438\u0435",
            "\u8f6c\u53d1\u90ae\u4ef6",
            "\u8f6c\u53d1\u7684\u90ae\u4ef6",
            "bounced message",
            "bounced e-mail",
            "bounced email",
            "bounced mail",
            "your original message",
            "non-delivered message",
            "non-delivered message header",
            "message header",
            "message headers");

    /** The same in East Asian languages, where it is also a heading above the facts: only with dashes. */
    private static final List<String> DASHED_SEPARATORS = List.of(
            "\u539f\u90ae\u4ef6",
            "\u539f\u59cb\u90ae\u4ef6",
            "\u9000\u4fe1\u539f\u6587",
            "\u5143\u306e\u30e1\u30c3\u30bb\u30fc\u30b8");

    /** Headers with which a returned message starts; notices themselves quote To, From and Subject. */
    private static final List<String> FIRST_HEADERS = List.of(
            "received:",
            "return-path:",
            "dkim-signature:",
            "x-received:",
            "x-google-smtp-source:",
            "x-originating-ip:",
            "arc-seal:",
            "x-track:",
            "delivered-to:",
            "x-ymail-osg:",
            "x-apparently-to:",
            "domainkey-signature:");

    private static final Openings SEPARATING = new Openings(SEPARATORS);
    private static final Openings SEPARATING_DASHED = new Openings(DASHED_SEPARATORS);
    private static final Openings HEADING = new Openings(HEADINGS);
    private static final Openings FIRST_HEADER = new Openings(FIRST_HEADERS);

    private final List<String> lines;
    private final String text;
    private final String returned;
    private @Nullable String lower;
    private @Nullable String summary;
    private Vocabulary.@Nullable Said said;

    private NoticeText(List<String> lines, String returned) {
        this.lines = List.copyOf(lines);
        this.text = String.join("\n", lines);
        this.returned = returned;
    }

    /** Cuts a text; line ends must be LF. */
    public static NoticeText of(String text) {
        List<String> lines = new ArrayList<>();
        int at = 0;
        int length = 0;
        while (at < text.length() && lines.size() < LINES_MAX && length < LENGTH_MAX) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            String line =
                    text.substring(at, Math.min(end, at + LINE_LENGTH_MAX)).stripTrailing();
            if (isSeparator(line) || (isFirstHeader(line) && opensReturned(lines))) {
                return new NoticeText(lines, text.substring(at));
            }
            lines.add(line);
            length += line.length() + 1;
            at = end + 1;
        }
        return new NoticeText(lines, at < text.length() ? text.substring(at) : "");
    }

    private static boolean isSeparator(String line) {
        int start = wordsStart(line);
        int length = line.length() - start;
        if (length < 4 || length > 200) {
            return false;
        }
        if (HEADING.at(line, start)) {
            String bare = line.substring(start).toLowerCase(Locale.ROOT);
            for (String heading : HEADINGS) {
                if (bare.startsWith(heading) && trailing(bare) == heading.length()) {
                    return line.indexOf('-') >= 0 || bare.endsWith(":");
                }
            }
        }
        return SEPARATING.at(line, start) || (line.startsWith("--") && SEPARATING_DASHED.at(line, start));
    }

    /** Length without the dashes and colons at the end. */
    private static int trailing(String bare) {
        int end = bare.length();
        while (end > 0 && " \t-*=:_#".indexOf(bare.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    /** Where the words of a separator line start: behind dashes, stars, brackets and spaces. */
    private static int wordsStart(String line) {
        int start = 0;
        while (start < line.length() && " \t-*=>_#[(|~+".indexOf(line.charAt(start)) >= 0) {
            start++;
        }
        return start;
    }

    /** Whether a line has nothing to say: only dashes and the like, or more than any separator. */
    private static boolean isWordless(String line) {
        int length = line.length() - wordsStart(line);
        return length == 0 || length > 300;
    }

    private static boolean isFirstHeader(String line) {
        String bare = line.startsWith(">") ? line.substring(1).strip() : line;
        if (bare.length() < 8 || bare.length() > 4_000 || Character.isWhitespace(bare.charAt(0))) {
            return false;
        }
        // The line that an mbox puts above a message: "From ann@example.org Thu Jan  1 00:00:00 1970".
        if (bare.startsWith("From ") && bare.indexOf('@') > 0 && bare.indexOf(':') != bare.lastIndexOf(':')) {
            return true;
        }
        return FIRST_HEADER.at(bare, 0);
    }

    /** Headers open a returned message behind an empty line or a line of dashes. */
    private static boolean opensReturned(List<String> before) {
        if (before.isEmpty()) {
            return false;
        }
        String last = before.getLast().strip();
        return last.isEmpty()
                || isWordless(last)
                || last.startsWith("From ")
                || last.endsWith(":")
                || last.endsWith("***")
                || last.endsWith("---");
    }

    /** Lines of the notice. */
    public List<String> lines() {
        return lines;
    }

    /** The same lines in lower case. */
    List<String> lowerLines() {
        return List.of(lower().split("\n", -1));
    }

    /** Only where a phrase is known to occur is it needed: the phrases are found in letters of either case. */
    private String lower() {
        String made = lower;
        if (made == null) {
            made = text.toLowerCase(Locale.ROOT);
            lower = made;
        }
        return made;
    }

    /** The notice, lines separated by LF. */
    public String text() {
        return text;
    }

    /** The start of the notice, for recipients of whom nothing else is said. */
    public String summary() {
        String made = summary;
        if (made == null) {
            String stripped = text.strip();
            made = stripped.substring(0, Math.min(stripped.length(), SUMMARY_LENGTH_MAX));
            summary = made;
        }
        return made;
    }

    /** What follows the notice, its separator line included; empty if nothing does. */
    public String returned() {
        return returned;
    }

    /** What follows the notice, from its first header on. */
    public String returnedMessage() {
        int at = 0;
        while (at < returned.length()) {
            int end = returned.indexOf('\n', at);
            end = end < 0 ? returned.length() : end;
            int colon = returned.indexOf(':', at, end);
            boolean header = colon > at && returned.substring(at, colon).indexOf(' ') < 0;
            if (header) {
                return returned.substring(at);
            }
            at = end + 1;
        }
        return "";
    }

    /** Whether it has lines that somebody quotes with {@code >}, as people do when they answer. */
    public boolean quotesLines() {
        return lines.stream().filter(line -> line.startsWith("> ")).limit(2).count() > 1;
    }

    public boolean isBlank() {
        return text.isBlank();
    }

    /** Whether the notice has these words, given in lower case; words that all forms know cost next to nothing. */
    boolean says(String words) {
        return PhraseBook.WORDS.knows(words) ? said().has(words) : lower().contains(words);
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
            found = PhraseBook.WORDS.in(text);
            said = found;
        }
        return found;
    }

    /** Index of the first line that has these words, given in lower case, or -1. */
    int lineWith(String words) {
        int at = says(words) ? lower().indexOf(words) : -1;
        int line = at < 0 ? -1 : 0;
        for (int i = 0; i < at; i++) {
            line += lower().charAt(i) == '\n' ? 1 : 0;
        }
        return line;
    }
}
