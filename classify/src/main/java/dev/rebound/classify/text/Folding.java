package dev.rebound.classify.text;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One character to its folded form: lower case, plain width, no accents.
 *
 * <p>Folding by character and not by string keeps the place of every folded character in the
 * original, which an explanation needs, and is a table look-up for the scripts that occur in mail.
 * Compatibility forms (full-width Latin, ligatures) follow Unicode's NFKD; letters that have no
 * decomposition but are written without their stroke in plain ASCII follow common usage.
 * Han, Kana and Hangul stay as they are. Thread-safe.
 */
final class Folding {

    /** Below this every character has an entry: Latin, Greek, Cyrillic, Hebrew, Arabic. */
    private static final int TABLE_SIZE = 0x2100;

    private static final int FULL_WIDTH_FIRST = 0xFF01;
    private static final int FULL_WIDTH_LAST = 0xFF5E;
    private static final int FULL_WIDTH_OFFSET = FULL_WIDTH_FIRST - '!';

    private static final char HALF_WIDTH_KANA_FIRST = 0xFF66;
    private static final char HALF_WIDTH_VOICED = 0xFF9E;
    private static final char HALF_WIDTH_SEMI_VOICED = 0xFF9F;

    /** Filled as characters occur: working all out would be half the time it takes to load the rules. */
    private static final @Nullable String[] TABLE = new @Nullable String[TABLE_SIZE];

    /** The folded form of each ASCII character. */
    static final byte[] ASCII = ascii();

    /** The folded form of each ASCII letter; 0 for what is none. */
    static final byte[] LETTERS = letters();

    private Folding() {}

    private static byte[] ascii() {
        byte[] folded = new byte[0x80];
        for (char c = 0; c < folded.length; c++) {
            folded[c] = (byte) foldAscii(c);
        }
        return folded;
    }

    private static byte[] letters() {
        byte[] folded = new byte[0x80];
        for (char c = 'a'; c <= 'z'; c++) {
            folded[c] = (byte) c;
            folded[c - 'a' + 'A'] = (byte) c;
        }
        return folded;
    }

    /** The folded form; empty for a mark that is dropped. */
    static String fold(char c) {
        if (c >= TABLE_SIZE) {
            return c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST
                    ? fold((char) (c - FULL_WIDTH_OFFSET))
                    : String.valueOf(Character.toLowerCase(c));
        }
        String known = TABLE[c];
        if (known == null) {
            // two threads may both work it out: the result is the same, and a String is safe to share
            known = compute(c);
            TABLE[c] = known;
        }
        return known;
    }

    /**
     * The folded form of a character before another: Katakana of half width, as old phones and mainframes
     * write it, has its voice mark behind it as a letter of its own.
     */
    static String fold(char c, char next) {
        if (c < HALF_WIDTH_KANA_FIRST || c > HALF_WIDTH_SEMI_VOICED) {
            return fold(c);
        }
        if (isVoiceMark(c)) {
            return ""; // written with the letter before it
        }
        String written = isVoiceMark(next) ? "" + c + next : String.valueOf(c);
        return Normalizer.normalize(written, Normalizer.Form.NFKC).substring(0, 1);
    }

    private static boolean isVoiceMark(char c) {
        return c == HALF_WIDTH_VOICED || c == HALF_WIDTH_SEMI_VOICED;
    }

    /** True for characters that fold to themselves: Han, Kana and Hangul, which would only cost time. */
    static boolean isItsOwn(char c) {
        return (c >= 0x3000 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3);
    }

    /** The folded form of an ASCII character. */
    static char foldAscii(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    /** True for scripts written without spaces between words, and for Hangul, whose spacing varies. */
    static boolean isUnspaced(int c) {
        return (c >= 0x0E00 && c <= 0x0E7F) // Thai
                || (c >= 0x3040 && c <= 0x30FF) // Hiragana, Katakana
                || (c >= 0x3400 && c <= 0x4DBF) // Han, rare
                || (c >= 0x4E00 && c <= 0x9FFF) // Han
                || (c >= 0xAC00 && c <= 0xD7A3) // Hangul
                || (c >= 0xF900 && c <= 0xFAFF) // Han, compatibility
                || c == 0x3005;
    }

    private static String compute(char c) {
        if (c < 0x80) {
            return String.valueOf(foldAscii(c));
        }
        StringBuilder folded = new StringBuilder(2);
        Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKD)
                .chars()
                .filter(part -> Character.getType(part) != Character.NON_SPACING_MARK)
                .forEach(part -> folded.append(withoutStroke((char) part)));
        return folded.toString().toLowerCase(Locale.ROOT);
    }

    private static String withoutStroke(char c) {
        return switch (c) {
            case 'ł', 'Ł' -> "l";
            case 'ø', 'Ø' -> "o";
            case 'đ', 'Đ', 'ð', 'Ð' -> "d";
            case 'ı', 'İ' -> "i";
            case 'æ', 'Æ' -> "ae";
            case 'œ', 'Œ' -> "oe";
            case 'ß' -> "ss";
            case 'þ', 'Þ' -> "th";
            case 'ё', 'Ё' -> "е";
            case 'ς' -> "σ";
            // Arabic and Persian keyboards and habits differ in these; the tatweel only stretches a line
            case 'ى', 'ی' -> "ي";
            case 'ک' -> "ك";
            case 'ة' -> "ه";
            case 'ـ' -> "";
            default -> String.valueOf(c);
        };
    }
}
