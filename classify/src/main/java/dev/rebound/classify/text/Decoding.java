package dev.rebound.classify.text;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text whose encoded words (RFC 2047) and character references of HTML (the letter by its name or number, between an
 * ampersand and a semicolon) were read. Neither belongs into a reply, and servers send both: a catalogue of messages was made for a
 * subject line or for a web page. Every character knows the stretch of the source that it came from, so that what was matched can be
 * shown where it stands. One pass; what cannot be read stays as it is.
 */
final class Decoding {

    /** Longest character reference, with its ampersand and its semicolon. */
    private static final int REFERENCE_LENGTH_MAX = 10;

    private final String source;
    private char[] letters;
    private int[] starts;
    private int[] ends;
    private int length;

    /** Where the next {@code ?=} is, so that it is looked for once only. */
    private int nextClose;

    private Decoding(String source) {
        this.source = source;
        this.letters = new char[source.length()];
        this.starts = new int[source.length()];
        this.ends = new int[source.length()];
    }

    /** The text decoded; null if nothing in it is encoded, which nearly always is so. */
    static @Nullable Decoding of(String text) {
        if (text.indexOf('&') < 0 && !text.contains("=?")) {
            return null;
        }
        Decoding decoding = new Decoding(text);
        return decoding.read() ? decoding : null;
    }

    /** A piece of a text, for people: decoded, if anything in it is encoded. */
    static String plain(String piece) {
        Decoding decoding = of(piece);
        return decoding == null ? piece : decoding.text();
    }

    String text() {
        return new String(letters, 0, length);
    }

    /** Where the source of a character begins. */
    int startOf(int index) {
        return starts[index];
    }

    /** The index behind the source of a character. */
    int endOf(int index) {
        return ends[index];
    }

    private boolean read() {
        boolean found = false;
        int at = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            int behind = c == '&' ? reference(at) : c == '=' ? words(at) : at;
            if (behind > at) {
                found = true;
                at = behind;
            } else {
                append(c, at, at + 1);
                at++;
            }
        }
        return found;
    }

    private void append(char c, int start, int end) {
        if (length == letters.length) {
            letters = Arrays.copyOf(letters, 2 * length);
            starts = Arrays.copyOf(starts, 2 * length);
            ends = Arrays.copyOf(ends, 2 * length);
        }
        letters[length] = c;
        starts[length] = start;
        ends[length] = end;
        length++;
    }

    private void append(String letters, int start, int end) {
        for (int i = 0; i < letters.length(); i++) {
            append(letters.charAt(i), start, end);
        }
    }

    /** Reads the character reference that begins here, if one does; where it ends. */
    private int reference(int open) {
        int limit = Math.min(source.length(), open + REFERENCE_LENGTH_MAX);
        int close = open + 1;
        while (close < limit && isOfReference(source.charAt(close))) {
            close++;
        }
        if (close == limit || source.charAt(close) != ';') {
            return open;
        }
        int letter = CharacterReferences.letter(source.substring(open + 1, close));
        if (letter < 0) {
            return open;
        }
        append(Character.toString(letter), open, close + 1);
        return close + 1;
    }

    private static boolean isOfReference(char c) {
        return c == '#' || (c < 0x80 && Character.isLetterOrDigit(c));
    }

    /** Reads the encoded word that begins here and those of its charset that follow it, as one; where they end. */
    private int words(int open) {
        EncodedWord word = word(open);
        if (word == null) {
            return open;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(word.bytes());
        int end = word.end();
        for (EncodedWord next = word(behindSpace(end));
                next != null && next.charset().equals(word.charset());
                next = word(behindSpace(end))) {
            bytes.writeBytes(next.bytes());
            end = next.end();
        }
        append(bytes.toString(word.charset()), open, end);
        return end;
    }

    private int behindSpace(int from) {
        int at = from;
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
        return at;
    }

    private @Nullable EncodedWord word(int open) {
        if (!source.startsWith("=?", open)) {
            return null;
        }
        int coded = EncodedWord.behindHead(source, open);
        if (coded < 0) {
            return null;
        }
        if (nextClose >= 0 && nextClose < coded) {
            nextClose = source.indexOf("?=", coded);
        }
        return nextClose < 0 ? null : EncodedWord.of(source, open, coded, nextClose);
    }
}
