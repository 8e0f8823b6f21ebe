package dev.rebound.parse.dialect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where the lines of a notice are in its text, and where they end: at a line that separates them from the returned
 * message, or at the first of its headers. Lines are kept as places, because the fields of most reports say all, and
 * then nobody asks for the lines.
 */
final class NoticeLines {

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
            "message headers",
            "offending message");

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

    private static final int LINES_USUAL = 40;

    private final String text;
    private int[] bounds = new int[2 * LINES_USUAL];
    private int count;
    private int length;
    private int at;

    private NoticeLines(String text) {
        this.text = text;
    }

    static NoticeLines of(String text) {
        NoticeLines lines = new NoticeLines(text);
        lines.goToReturned();
        return lines;
    }

    int count() {
        return count;
    }

    /** First character of a line. */
    int start(int line) {
        return bounds[2 * line];
    }

    /** Behind the last character of a line that is not white space. */
    int end(int line) {
        return bounds[2 * line + 1];
    }

    /** Where the last line ends; 0 if there is none. */
    int lastEnd() {
        return count == 0 ? 0 : end(count - 1);
    }

    /** Where the returned message starts, or its separator; the end of the text if nothing is returned. */
    int returnedStart() {
        return at;
    }

    /** Whether nothing was cut off lines but the last: then they stand in the text one behind the other. */
    boolean areUnbroken() {
        for (int i = 1; i < count; i++) {
            if (end(i - 1) + 1 != start(i)) {
                return false;
            }
        }
        return true;
    }

    private void goToReturned() {
        while (at < text.length() && count < NoticeText.LINES_MAX && length < NoticeText.LENGTH_MAX) {
            int lineEnd = text.indexOf('\n', at);
            int next = lineEnd < 0 ? text.length() : lineEnd;
            int end = withoutSpace(Math.min(next, at + NoticeText.LINE_LENGTH_MAX));
            if (isSeparator(text, at, end) || (isFirstHeader(text, at, end) && opensReturned())) {
                return;
            }
            add(end);
            at = next + 1;
        }
        at = Math.min(at, text.length());
    }

    private int withoutSpace(int lineEnd) {
        int end = lineEnd;
        while (end > at && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private void add(int end) {
        if (2 * count == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * count] = at;
        bounds[2 * count + 1] = end;
        count++;
        length += end - at + 1;
    }

    /** Headers open a returned message behind an empty line or a line of dashes. */
    private boolean opensReturned() {
        if (count == 0) {
            return false;
        }
        String last =
                text.substring(bounds[2 * count - 2], bounds[2 * count - 1]).strip();
        return last.isEmpty()
                || isWordless(last)
                || last.startsWith("From ")
                || last.endsWith(":")
                || last.endsWith("***")
                || last.endsWith("---");
    }

    private static boolean isSeparator(String text, int lineStart, int end) {
        int start = wordsStart(text, lineStart, end);
        int length = end - start;
        if (length < 4 || length > 200) {
            return false;
        }
        if (HEADING.at(text, start)) {
            String line = text.substring(lineStart, end);
            String bare = line.substring(start - lineStart).toLowerCase(Locale.ROOT);
            for (String heading : HEADINGS) {
                if (bare.startsWith(heading) && trailing(bare) == heading.length()) {
                    return line.indexOf('-') >= 0 || bare.endsWith(":") || bare.endsWith("]");
                }
            }
        }
        return SEPARATING.at(text, start) || (text.startsWith("--", lineStart) && SEPARATING_DASHED.at(text, start));
    }

    /** Length without the dashes and colons at the end. */
    private static int trailing(String bare) {
        int end = bare.length();
        while (end > 0 && " \t-*=:_#]".indexOf(bare.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    /** Where the words of a separator line start: behind dashes, stars, brackets and spaces. */
    private static int wordsStart(String text, int lineStart, int end) {
        int start = lineStart;
        while (start < end && " \t-*=>_#[(|~+".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        return start;
    }

    /** Whether a line has nothing to say: only dashes and the like, or more than any separator. */
    private static boolean isWordless(String line) {
        int length = line.length() - wordsStart(line, 0, line.length());
        return length == 0 || length > 300;
    }

    private static boolean isFirstHeader(String text, int lineStart, int end) {
        int start = lineStart;
        if (start < end && text.charAt(start) == '>') {
            start++;
            while (start < end && Character.isWhitespace(text.charAt(start))) {
                start++;
            }
        }
        int length = end - start;
        if (length < 8 || length > 4_000 || Character.isWhitespace(text.charAt(start))) {
            return false;
        }
        return FIRST_HEADER.at(text, start) || isFromLine(text, start, end);
    }

    /** The line that an mbox puts above a message: "From ann@example.org Thu Jan  1 00:00:00 1970". */
    private static boolean isFromLine(String text, int start, int end) {
        if (!text.startsWith("From ", start)) {
            return false;
        }
        String line = text.substring(start, end);
        return line.indexOf('@') > 0 && line.indexOf(':') != line.lastIndexOf(':');
    }
}
