package dev.rebound.parse.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Encoded words in headers (RFC 2047), in one pass. Senders split multi-byte letters between two words,
 * put spaces into them and forget their end; neighbours of one charset are therefore joined before they are
 * decoded, and what cannot be decoded stays as it stands.
 */
final class EncodedWords {

    /** Characters of one word (RFC 2047 says 75; senders go far beyond). */
    private static final int WORD_LENGTH_MAX = 2_048;

    private EncodedWords() {}

    /** One word taken apart. */
    @SuppressWarnings("ArrayRecordComponent") // taken apart at once, never compared
    private record Word(String charset, byte[] bytes, int end) {}

    static String decode(String value) {
        if (!value.contains("=?")) {
            return value;
        }
        StringBuilder text = new StringBuilder(value.length());
        int at = 0;
        while (at < value.length()) {
            int open = value.indexOf("=?", at);
            if (open < 0) {
                break;
            }
            text.append(value, at, open);
            Optional<Word> word = wordAt(value, open);
            if (word.isEmpty()) {
                text.append("=?");
                at = open + 2;
            } else {
                at = appendRun(value, word.get(), text);
            }
        }
        return text.append(value, Math.min(at, value.length()), value.length()).toString();
    }

    /** Appends a word and the neighbours that belong to it; returns where the rest starts. */
    private static int appendRun(String value, Word first, StringBuilder text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(first.bytes());
        Word last = first;
        int next = skipSpace(value, last.end());
        Optional<Word> word = value.startsWith("=?", next) ? wordAt(value, next) : Optional.empty();
        while (word.isPresent() && word.get().charset().equals(first.charset())) {
            last = word.get();
            bytes.writeBytes(last.bytes());
            next = skipSpace(value, last.end());
            word = value.startsWith("=?", next) ? wordAt(value, next) : Optional.empty();
        }
        byte[] all = bytes.toByteArray();
        text.append(Charsets.cleaned(letters(all, first.charset())));
        return word.isPresent() ? next : last.end();
    }

    private static String letters(byte[] bytes, String charset) {
        if (SevenBitCharsets.knows(charset)) {
            return SevenBitCharsets.decode(bytes, charset);
        }
        return Charsets.named(charset)
                .map(named -> new String(bytes, named))
                .orElseGet(() -> Charsets.guessed(bytes, 0, bytes.length));
    }

    private static int skipSpace(String value, int from) {
        int i = from;
        while (i < value.length() && Character.isWhitespace(value.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The word that starts at {@code =?}; the charset may carry a language (RFC 2231, section 5). */
    private static Optional<Word> wordAt(String value, int open) {
        int limit = Math.min(value.length(), open + WORD_LENGTH_MAX);
        int charsetEnd = value.indexOf('?', open + 2, limit);
        int encodingEnd = charsetEnd < 0 ? -1 : value.indexOf('?', charsetEnd + 1, limit);
        if (encodingEnd != charsetEnd + 2) {
            return Optional.empty();
        }
        int close = value.indexOf("?=", encodingEnd + 1, limit);
        if (close < 0) {
            return Optional.empty();
        }
        String charset = value.substring(open + 2, charsetEnd).toLowerCase(Locale.ROOT);
        int star = charset.indexOf('*');
        String coded = value.substring(encodingEnd + 1, close);
        return decoded(value.charAt(charsetEnd + 1), coded)
                .map(bytes -> new Word(star < 0 ? charset : charset.substring(0, star), bytes, close + 2));
    }

    private static Optional<byte[]> decoded(char encoding, String coded) {
        byte[] raw = coded.getBytes(StandardCharsets.UTF_8);
        return switch (encoding) {
            case 'b', 'B' ->
                Optional.of(TransferEncoding.base64(raw, 0, raw.length).bytes());
            case 'q', 'Q' ->
                Optional.of(
                        TransferEncoding.quotedPrintable(coded.replace('_', ' ').getBytes(StandardCharsets.UTF_8)));
            default -> Optional.empty();
        };
    }
}
