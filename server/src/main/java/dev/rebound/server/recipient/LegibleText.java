package dev.rebound.server.recipient;

import dev.rebound.classify.text.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * Foreign text cut into pieces that a template can show: matched words apart, and every character that
 * hides or reverses others named instead of obeyed (a right-to-left override could make a page lie).
 * Escaping is the template's business.
 */
public final class LegibleText {

    /** Pieces of one text; what is beyond is left off: only a text made to be hidden has so many. */
    private static final int PIECES_MAX = 5_000;

    private LegibleText() {}

    /** A piece. */
    public sealed interface Piece {
        /** The text to show. */
        String text();

        /** As it is. */
        record Plain(String text) implements Piece {}

        /** Words that a rule matched. */
        record Matched(String text) implements Piece {}

        /** A character that is not shown as itself, by its code point: {@code U+202E}. */
        record Hidden(String text) implements Piece {}
    }

    /** Cuts a text; nothing is marked. */
    public static List<Piece> of(String text) {
        return of(text, List.of());
    }

    /** Cuts a text and marks where the matched words stand in it, any case. */
    public static List<Piece> of(String text, List<String> matched) {
        return cut(text, marks(text, matched));
    }

    /** Cuts a text and marks these stretches of it. */
    public static List<Piece> marked(String text, List<Span> matched) {
        BitSet marked = new BitSet(text.length());
        matched.forEach(span -> marked.set(span.start(), Math.min(span.end(), text.length())));
        return cut(text, marked);
    }

    private static List<Piece> cut(String text, BitSet marked) {
        List<Piece> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            int end = i + Character.charCount(codePoint);
            boolean hidden = isHidden(codePoint);
            if (hidden || (i > start && marked.get(i) != marked.get(start))) {
                add(pieces, text.substring(start, i), marked.get(start));
                start = i;
            }
            if (hidden) {
                pieces.add(new Piece.Hidden(String.format(Locale.ROOT, "U+%04X", codePoint)));
                start = end;
            }
            if (pieces.size() >= PIECES_MAX) {
                pieces.add(new Piece.Plain("…"));
                return List.copyOf(pieces);
            }
            i = end;
        }
        add(pieces, text.substring(start), marked.get(start));
        return List.copyOf(pieces);
    }

    private static void add(List<Piece> pieces, String text, boolean marked) {
        if (!text.isEmpty()) {
            pieces.add(marked ? new Piece.Matched(text) : new Piece.Plain(text));
        }
    }

    private static BitSet marks(String text, List<String> matched) {
        BitSet marked = new BitSet(text.length());
        for (String words : matched) {
            int at = indexIgnoringCase(text, words);
            if (at >= 0 && !words.isBlank()) {
                marked.set(at, at + words.length());
            }
        }
        return marked;
    }

    private static int indexIgnoringCase(String text, String words) {
        for (int at = 0; at + words.length() <= text.length(); at++) {
            if (text.regionMatches(true, at, words, 0, words.length())) {
                return at;
            }
        }
        return -1;
    }

    /** Controls but line feed and tab, format characters (bidi overrides among them), lone surrogates. */
    private static boolean isHidden(int codePoint) {
        if (codePoint == '\n' || codePoint == '\t' || codePoint == '\r') {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
