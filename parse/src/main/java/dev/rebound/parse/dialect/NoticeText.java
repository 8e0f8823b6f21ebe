package dev.rebound.parse.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The readable text of a report, cut in two: what the mailer says, and the returned message behind it. Where
 * the one ends is told by a separator line, or by the headers of the returned message.
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

    private final List<String> lines;
    private final String text;
    private final String lower;
    private final List<String> lowerLines;
    private final String returned;

    private NoticeText(List<String> lines, String returned) {
        this.lines = List.copyOf(lines);
        this.text = String.join("\n", lines);
        this.lower = text.toLowerCase(Locale.ROOT);
        this.lowerLines = List.of(lower.split("\n", -1));
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
        String bare = bare(line);
        if (bare.length() < 4 || bare.length() > 200) {
            return false;
        }
        for (String heading : HEADINGS) {
            if (bare.startsWith(heading) && trailing(bare) == heading.length()) {
                return line.indexOf('-') >= 0 || bare.endsWith(":");
            }
        }
        for (String separator : SEPARATORS) {
            if (bare.startsWith(separator)) {
                return true;
            }
        }
        return line.startsWith("--") && DASHED_SEPARATORS.stream().anyMatch(bare::startsWith);
    }

    /** Length without the dashes and colons at the end. */
    private static int trailing(String bare) {
        int end = bare.length();
        while (end > 0 && " \t-*=:_#".indexOf(bare.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    /** The words of a separator line: dashes, stars, brackets and spaces around them taken off. */
    private static String bare(String line) {
        int start = 0;
        while (start < line.length() && " \t-*=>_#[(|~+".indexOf(line.charAt(start)) >= 0) {
            start++;
        }
        return line.length() - start > 300 ? "" : line.substring(start).toLowerCase(Locale.ROOT);
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
        String name = bare.substring(0, Math.min(bare.length(), 24)).toLowerCase(Locale.ROOT);
        for (String header : FIRST_HEADERS) {
            if (name.startsWith(header)) {
                return true;
            }
        }
        return false;
    }

    /** Headers open a returned message behind an empty line or a line of dashes. */
    private static boolean opensReturned(List<String> before) {
        if (before.isEmpty()) {
            return false;
        }
        String last = before.getLast().strip();
        return last.isEmpty()
                || bare(last).isEmpty()
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
        return lowerLines;
    }

    /** The notice, lines separated by LF. */
    public String text() {
        return text;
    }

    /** The start of the notice, for recipients of whom nothing else is said. */
    public String summary() {
        String stripped = text.strip();
        return stripped.substring(0, Math.min(stripped.length(), SUMMARY_LENGTH_MAX));
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

    public boolean isBlank() {
        return text.isBlank();
    }

    /** Whether the notice has these words, given in lower case. */
    boolean says(String words) {
        return lower.contains(words);
    }

    boolean saysAny(List<String> phrases) {
        for (String phrase : phrases) {
            if (lower.contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    /** Index of the first line that has these words, given in lower case, or -1. */
    int lineWith(String words) {
        for (int i = 0; i < Math.min(lines.size(), lowerLines.size()); i++) {
            if (lowerLines.get(i).contains(words)) {
                return i;
            }
        }
        return -1;
    }
}
