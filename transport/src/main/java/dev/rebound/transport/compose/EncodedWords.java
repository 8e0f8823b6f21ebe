package dev.rebound.transport.compose;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Text in a header field (RFC 5322, section 2.2.3; RFC 2047): as it is where it can stay, folded at its blanks, and
 * otherwise as encoded words in UTF-8. A text is encoded as a whole, because blanks between two encoded words
 * are not shown.
 */
final class EncodedWords {

    /** Longest line of a field with an encoded word, without its line end (RFC 2047, section 2). */
    static final int LINE_LENGTH = 76;

    private static final String OPEN_BASE64 = "=?UTF-8?B?";
    private static final String OPEN_QUOTED = "=?UTF-8?Q?";
    private static final String CLOSE = "?=";
    private static final int FRAME_LENGTH = OPEN_BASE64.length() + CLOSE.length();
    /** Longest encoded word (RFC 2047, section 2). */
    private static final int WORD_LENGTH = 75;
    /** What every part of an encoded word may hold as it is (section 5, rule 3). */
    private static final String SAFE = "!*+-/";

    private static final String HEX = "0123456789ABCDEF";

    private EncodedWords() {}

    /** Whether a reader would show exactly this text if it stood there as it is. */
    static boolean canStay(String text) {
        return text.chars().allMatch(c -> (c >= ' ' && c < 0x7f) || c == '\t') && !text.contains("=?");
    }

    /**
     * A text for a field in which blanks and special characters have no meaning.
     *
     * @param column how long the line is already
     */
    static String unstructured(String text, int column) {
        return canStay(text) ? folded(text, column) : encoded(text, column);
    }

    /** Breaks before the last blank in front of a word, so that no line is blank. */
    private static String folded(String text, int column) {
        if (column + text.length() <= LINE_LENGTH) {
            return text;
        }
        StringBuilder folded = new StringBuilder(text.length() + 32);
        int lineStart = -column;
        int from = 0;
        for (int i = 1; i < text.length(); i++) {
            boolean mayBreak = isBlank(text.charAt(i)) && i + 1 < text.length() && !isBlank(text.charAt(i + 1));
            if (mayBreak && !text.substring(0, i).isBlank() && wordEnd(text, i + 1) - lineStart > LINE_LENGTH) {
                folded.append(text, from, i).append("\r\n");
                from = i;
                lineStart = i;
            }
        }
        return folded.append(text, from, text.length()).toString();
    }

    private static int wordEnd(String text, int start) {
        int end = start;
        while (end < text.length() && !isBlank(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** The text as encoded words, a line each. */
    static String encoded(String text, int column) {
        boolean quoted = quotedLength(text) <= base64Length(text);
        StringBuilder words = new StringBuilder(text.length() * 2 + FRAME_LENGTH);
        int room = Math.min(WORD_LENGTH, LINE_LENGTH - column) - FRAME_LENGTH;
        int from = 0;
        do {
            int end = wordEnd(text, from, quoted, room);
            if (from > 0) {
                words.append("\r\n ");
            }
            String part = text.substring(from, end);
            words.append(quoted ? OPEN_QUOTED : OPEN_BASE64);
            words.append(quoted ? quoted(part) : Base64.getEncoder().encodeToString(utf8(part)));
            words.append(CLOSE);
            from = end;
            room = WORD_LENGTH - FRAME_LENGTH;
        } while (from < text.length());
        return words.toString();
    }

    /** As much as fits, one character at least; none is ever cut (section 5, rule 3). */
    private static int wordEnd(String text, int from, boolean quoted, int room) {
        int octets = 0;
        int length = 0;
        int end = from;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            String character = text.substring(end, next);
            octets += utf8(character).length;
            length = quoted ? length + quotedLength(character) : base64Length(octets);
            if (length > room && end > from) {
                return end;
            }
            end = next;
        }
        return end;
    }

    private static int base64Length(String text) {
        return base64Length(utf8(text).length);
    }

    private static int base64Length(int octets) {
        return (octets + 2) / 3 * 4;
    }

    private static int quotedLength(String text) {
        return quoted(text).length();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() * 3);
        for (byte octet : utf8(text)) {
            if (octet == ' ') {
                quoted.append('_');
            } else if (isSafe(octet)) {
                quoted.append((char) octet);
            } else {
                quoted.append('=').append(HEX.charAt(octet >> 4 & 15)).append(HEX.charAt(octet & 15));
            }
        }
        return quoted.toString();
    }

    private static boolean isSafe(byte octet) {
        return (octet >= '0' && octet <= '9')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= 'a' && octet <= 'z')
                || SAFE.indexOf(octet) >= 0;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
