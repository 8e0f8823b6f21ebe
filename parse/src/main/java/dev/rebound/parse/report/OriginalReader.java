package dev.rebound.parse.report;

import dev.rebound.parse.dialect.Addresses;
import dev.rebound.parse.dialect.NoticeText;
import dev.rebound.parse.finding.Findings;
import dev.rebound.parse.mime.Headers;
import dev.rebound.parse.mime.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Finds what is known of the message that came back: in the returned part, else in the text behind the notice,
 * else in the fields of the report, else where the notice itself quotes a Message-ID.
 */
final class OriginalReader {

    private static final String MESSAGE_ID = "message-id:";
    /** Of Italian certified mail (RFC 6109, section 2.2.1). */
    private static final String CERTIFIED_ORIGINAL = "x-riferimento-message-id";

    private static final int HEADER_NAME_LENGTH_MAX = 60;

    /** Lines behind a notice that are read for the headers of the returned message. */
    private static final int QUOTED_LINES_MAX = 599;

    /** Characters of the headers of most returned messages. */
    private static final int QUOTED_LENGTH_USUAL = 2_048;

    private OriginalReader() {}

    static Headers returned(MessageContents contents, NoticeText text) {
        return contents.returned().isEmpty() ? inText(text.whole(), text.returnedStart()) : contents.returned();
    }

    /** Headers quoted in a text, as they stand or behind {@code >}. */
    private static Headers inText(String text, int from) {
        if (from >= text.length()) {
            return Headers.NONE;
        }
        StringBuilder block = new StringBuilder(Math.min(text.length() - from, QUOTED_LENGTH_USUAL));
        boolean started = false;
        int at = from;
        for (int lines = 0; lines < QUOTED_LINES_MAX && at <= text.length(); lines++) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            int start = unquoted(text, at, end);
            boolean header = isHeader(text, start, end);
            if (started && isBlank(text, start, end)) {
                break;
            }
            if (header || (started && (text.charAt(start) == ' ' || text.charAt(start) == '\t'))) {
                block.append(text, start, end).append('\n');
            }
            started |= header;
            at = end + 1;
        }
        return Headers.parse(block.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Where a line starts behind {@code >} and a space. */
    private static int unquoted(String text, int from, int end) {
        int start = from < end && text.charAt(from) == '>' ? from + 1 : from;
        return start > from && start < end && text.charAt(start) == ' ' ? start + 1 : start;
    }

    private static boolean isBlank(String text, int from, int end) {
        for (int i = from; i < end; i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHeader(String text, int from, int end) {
        int colon = text.indexOf(':', from, Math.min(end, from + HEADER_NAME_LENGTH_MAX + 1));
        if (colon < from + 2) {
            return false;
        }
        for (int i = from; i < colon; i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '-' && c != '_') {
                return false;
            }
        }
        return Character.isLetter(text.charAt(from));
    }

    static OriginalMessage read(MessageContents contents, NoticeText text, Headers returned) {
        Optional<String> id = messageId(returned)
                .or(() -> inLines(text.returned()))
                .or(() -> contents.inner().flatMap(OriginalReader::inBrokenHeaders))
                .or(() -> contents.status().flatMap(OriginalReader::inFields))
                .or(() -> inLines(text.text()))
                .or(() -> contents.texts().stream()
                        .flatMap(t -> inLines(t).stream())
                        .findFirst())
                .or(() -> contents.headers().first(CERTIFIED_ORIGINAL).map(OriginalReader::bracketed))
                .or(() -> contents.headers().first("in-reply-to").map(OriginalReader::bracketed))
                .or(() -> contents.headers().first("references").map(OriginalReader::lastWord));
        return new OriginalMessage(id, returned.first("to").flatMap(Addresses::first), returned.first("subject"));
    }

    /** An empty line among the headers of the returned message makes the rest of them its text. */
    private static Optional<String> inBrokenHeaders(Part returned) {
        String body = returned.isLeaf() ? returned.text(new Findings()) : "";
        String head = body.substring(0, Math.max(0, body.indexOf("\n\n")));
        return isHeader(head, 0, head.length()) ? inLines(head) : Optional.empty();
    }

    /** Relays that add one put it on top: the last is the oldest. */
    private static Optional<String> messageId(Headers headers) {
        List<String> ids = headers.values("message-id");
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of(bracketed(ids.getLast())).filter(id -> !id.isEmpty());
    }

    private static Optional<String> inFields(DeliveryStatus status) {
        return status.messageField("x-original-message-id")
                .or(() -> status.messageField("original-message-id"))
                .or(() -> status.messageField("message-id"))
                .or(() -> status.messageField("x-postfix-original-message-id"))
                .map(OriginalReader::bracketed);
    }

    private static Optional<String> inLines(String text) {
        // By its hyphen, which is rarer than any letter and has no case.
        for (int hyphen = text.indexOf('-'); hyphen >= 0; hyphen = text.indexOf('-', hyphen + 1)) {
            int at = hyphen - "message".length();
            if (!text.regionMatches(true, at, MESSAGE_ID, 0, MESSAGE_ID.length())) {
                continue;
            }
            boolean lineStart = at == 0 || "\n> \t".indexOf(text.charAt(at - 1)) >= 0;
            int from = at + MESSAGE_ID.length();
            String value =
                    text.substring(from, Math.min(text.length(), from + 500)).strip();
            int end = value.indexOf('\n');
            String id = bracketed(end < 0 ? value : value.substring(0, end));
            if (lineStart && !id.isEmpty()) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    private static String lastWord(String value) {
        String stripped = value.strip();
        return stripped.substring(stripped.lastIndexOf(' ') + 1);
    }

    private static boolean hasSpace(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (Character.isWhitespace(id.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** From {@code <} to {@code >}; without brackets the first word. */
    private static String bracketed(String value) {
        int open = value.indexOf('<');
        int close = value.indexOf('>', open + 1);
        if (open >= 0 && close > open) {
            String id = value.substring(open, close + 1);
            return hasSpace(id) ? id.replaceAll("\\s", "") : id;
        }
        String stripped = value.strip();
        int space = stripped.indexOf(' ');
        return space < 0 ? stripped : stripped.substring(0, space);
    }
}
