package dev.rebound.classify.text;

import dev.rebound.core.smtp.EnhancedStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A reply or diagnostic in the one form in which rules read it.
 *
 * <p>Servers write the same thing in a hundred ways: wrapped over lines with the code repeated on
 * each, with the address in the middle, in capitals, in full-width letters, behind {@code host x
 * said:}. Rules would need as many phrases. So the text is rewritten once:
 *
 * <ul>
 *   <li>words in lower case, without accents, joined by exactly one space; one space at both ends
 *   <li>punctuation is a word break; {@code don't} and {@code cannot} become {@code do not} and
 *       {@code can not}; {@code e-mail} becomes {@code email}
 *   <li>reply codes and enhanced status codes are taken out and kept apart
 *   <li>addresses become {@code <address>}, IP addresses {@code <ip>}, long ids {@code <id>}
 *   <li>host names and URLs stay as one word, in lower case, because providers hide their keys in
 *       them ({@code ?p=NoSuchUser})
 *   <li>encoded words ({@code =?GB2312?B?...?=}) and character references of HTML are decoded before all that
 *   <li>between characters of scripts without spaces (Han, Kana, Thai; Hangul too) spaces vanish
 * </ul>
 *
 * <p>The same rewriting is applied to the phrases of rules, so that a phrase may be pasted as a
 * server writes it. Every byte remembers the word it belongs to (gaps between words are counted in
 * words) and the character it came from. Immutable, unless a {@link Normaliser} that is used again
 * made it.
 */
public final class NormalText {

    /** Longest source read, in characters; the rest is not looked at. */
    public static final int SOURCE_LENGTH_MAX = 16_384;

    /** What an email address is replaced by. */
    public static final String ADDRESS = "<address>";

    /** What an IP address is replaced by. */
    public static final String IP = "<ip>";

    /** What a queue id, message id or hash is replaced by. */
    public static final String ID = "<id>";

    private static final int PIECE_START = 40;
    private static final int PIECE_WORD = 20;
    private static final int PIECE_WORD_MASK = (1 << (PIECE_START - PIECE_WORD)) - 1;
    private static final int PIECE_ORIGIN_MASK = (1 << (PIECE_WORD - 1)) - 1;

    private static final int PACKED_CLASS = 1_000_000;
    private static final int PACKED_SUBJECT = 1_000;

    private final byte[] bytes;
    private final int length;

    /** The pieces in order: where each begins, its word, where it came from, whether it was copied as it stood. */
    private final long[] pieces;

    private final int pieceCount;

    /** Two numbers a code: where it stood, and the code. */
    private final int[] codes;

    private final int codeCount;
    private final @Nullable Decoding decoding;

    /** What a writer has collected; shares its arrays. */
    NormalText(NormalTextWriter writer, @Nullable Decoding decoding) {
        this.decoding = decoding;
        this.bytes = writer.bytes();
        this.length = writer.length();
        this.pieces = writer.pieces();
        this.pieceCount = writer.pieceCount();
        this.codes = writer.codes();
        this.codeCount = writer.codeCount();
    }

    /** Rewrites a text; never fails, whatever the text. */
    public static NormalText of(String source) {
        return new Normaliser().read(source);
    }

    /**
     * A code that stood in the text.
     *
     * @param offset where, in characters of the source
     * @param replyCode 400 to 599, or 0 if it is an enhanced status code
     * @param status the enhanced status code, if it is one
     */
    public record CodeMention(int offset, int replyCode, Optional<EnhancedStatus> status) {}

    /** The codes in the order in which they stood. */
    public List<CodeMention> codes() {
        return IntStream.range(0, codeCount)
                .mapToObj(i -> new CodeMention(startInSource(codes[2 * i]), replyCode(i), unpacked(status(i))))
                .toList();
    }

    /** Number of codes that stood in the text. */
    public int codeCount() {
        return codeCount;
    }

    /** The {@code index}-th code if it is a reply code, 400 to 599; else 0. */
    public int replyCode(int index) {
        int code = codes[2 * index + 1];
        return code < PACKED_CLASS ? code : 0;
    }

    /** The {@code index}-th code, {@linkplain #packed packed}, if it is an enhanced status code; else 0. */
    public int status(int index) {
        int code = codes[2 * index + 1];
        return code < PACKED_CLASS ? 0 : code;
    }

    /** An enhanced status code as one number: {@code 5.1.10} is 5001010. */
    public static int packed(int statusClass, int subject, int detail) {
        return statusClass * PACKED_CLASS + subject * PACKED_SUBJECT + detail;
    }

    /** The first number of a packed status code; 0 of none. */
    public static int statusClass(int packed) {
        return packed / PACKED_CLASS;
    }

    /** The second number of a packed status code. */
    public static int subject(int packed) {
        return packed % PACKED_CLASS / PACKED_SUBJECT;
    }

    /** The third number of a packed status code. */
    public static int detail(int packed) {
        return packed % PACKED_SUBJECT;
    }

    /** The status code that was packed; empty for 0. */
    public static Optional<EnhancedStatus> unpacked(int packed) {
        return packed == 0
                ? Optional.empty()
                : Optional.of(new EnhancedStatus(statusClass(packed), subject(packed), detail(packed)));
    }

    /** Number of bytes of the rewritten text. */
    public int length() {
        return length;
    }

    /** The bytes themselves, of which only those below {@link #length()} count; nobody changes them. */
    public byte[] bytes() {
        return bytes;
    }

    /** The byte at an index below {@link #length()}. */
    public byte byteAt(int index) {
        return bytes[index];
    }

    /** A piece as one number: where it begins, its word, the place in the source, and how it was copied. */
    static long piece(int start, int word, int origin, boolean asItStood) {
        return (long) start << PIECE_START | (long) word << PIECE_WORD | (long) origin << 1 | (asItStood ? 1 : 0);
    }

    /** The first byte of a piece. */
    static int startOf(long piece) {
        return (int) (piece >>> PIECE_START);
    }

    /** The piece that a byte of a word belongs to. */
    private long pieceAt(int index) {
        int from = 0;
        int to = pieceCount;
        while (to - from > 1) {
            int middle = (from + to) >>> 1;
            if (startOf(pieces[middle]) <= index) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return pieces[from];
    }

    /** The number of the word, counted from 0, that the byte belongs to; of a byte that is no space. */
    public int wordAt(int index) {
        return (int) (pieceAt(index) >>> PIECE_WORD) & PIECE_WORD_MASK;
    }

    /** The character, of the source as it was decoded, that a byte came from; of a byte that is no space. */
    private int originAt(int index) {
        long piece = pieceAt(index);
        int origin = (int) (piece >>> 1) & PIECE_ORIGIN_MASK;
        return (piece & 1) == 0 ? origin : origin + index - startOf(piece);
    }

    private int startInSource(int origin) {
        return decoding == null ? origin : decoding.startOf(origin);
    }

    private int endInSource(int origin) {
        return decoding == null ? origin + 1 : decoding.endOf(origin);
    }

    /** The stretch of the source that a stretch of rewritten bytes came from. */
    public Span sourceSpan(Span span) {
        int first = span.start();
        int last = span.end() - 1;
        while (first < last && bytes[first] == ' ') {
            first++;
        }
        while (last > first && bytes[last] == ' ') {
            last--;
        }
        int start = originAt(first);
        return new Span(startInSource(start), endInSource(Math.max(start, originAt(last))));
    }

    /**
     * The stretch of {@link #text()}, in its characters, that a stretch of the source was rewritten to;
     * empty if nothing of it was kept, as of a reply code. The inverse of {@link #sourceSpan}, for people
     * who look at both; deciding needs it nowhere, so it may take its time.
     */
    public Span textSpan(Span source) {
        int first = 0;
        while (first < length && (bytes[first] == ' ' || startInSource(originAt(first)) < source.start())) {
            first++;
        }
        int end = length;
        while (end > first && (bytes[end - 1] == ' ' || startInSource(originAt(end - 1)) >= source.end())) {
            end--;
        }
        int start = 0;
        while (start < first && bytes[start] == ' ') {
            start++;
        }
        int before = new String(bytes, start, first - start, StandardCharsets.UTF_8).length();
        return new Span(before, before + new String(bytes, first, end - first, StandardCharsets.UTF_8).length());
    }

    /** True for characters of scripts between which spaces vanish. */
    public static boolean isUnspaced(char c) {
        return Folding.isUnspaced(c);
    }

    /**
     * The number of words of a stretch of {@link #text()}: a space stands between two, and every character
     * of a script without spaces is a word of its own.
     */
    public static int wordCount(String stretch) {
        int count = 0;
        boolean inWord = false;
        for (int at = 0; at < stretch.length(); at++) {
            char c = stretch.charAt(at);
            boolean isSpace = c == ' ';
            boolean unspaced = Folding.isUnspaced(c);
            if (unspaced || (!isSpace && !inWord)) {
                count++;
            }
            inWord = !isSpace && !unspaced;
        }
        return count;
    }

    /** A piece of a source as people read it: what is encoded in it is decoded. */
    public static String legible(String piece) {
        return Decoding.plain(piece);
    }

    /** The rewritten text without the outer spaces, for people to read. */
    public String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8).strip();
    }

    /** Does not show the text: it may name people. */
    @Override
    public String toString() {
        return "NormalText[" + length + " bytes]";
    }
}
