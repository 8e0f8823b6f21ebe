package dev.rebound.classify.text;

import java.util.Locale;
import java.util.Set;

/** What single characters mean where a text is cut into words. */
final class Characters {

    /** French, Italian and Catalan words that lose their vowel before another: {@code l'utente}. */
    private static final Set<String> ELIDED =
            Set.of("l", "d", "n", "s", "c", "j", "m", "t", "qu", "un", "dell", "all", "dall", "nell", "sull", "quell");

    private static final byte DELIMITER = 1;
    private static final byte TRIMMED = 2;
    private static final byte CUT = 4;
    private static final byte LETTER = 8;
    private static final byte WORD_PART = 16;
    private static final byte BREAK = 32;

    /** Characters without which a chunk is neither URL nor address, code, host name nor id. */
    private static final byte TELLING = 64;

    /** Characters of which every URL, address and IPv6 address has one, except a URL that begins with www. */
    private static final byte LINKING = (byte) 0x80;

    /** Below this the classes are looked up: every alphabet, punctuation, symbols, Kana. */
    private static final int TABLE_SIZE = 0x3100;

    private static final byte[] CLASSES = classes();

    private Characters() {}

    private static byte[] classes() {
        byte[] classes = new byte[TABLE_SIZE];
        for (char c = 0; c <= ' '; c++) {
            classes[c] = DELIMITER;
        }
        mark(classes, "<>()[]{}\",;|`", DELIMITER);
        mark(classes, ".:!?*'-=#~_/\\+&^%$\u2019", TRIMMED);
        mark(classes, ":=/#*!?~+&^%$\\@", CUT);
        mark(classes, "'", WORD_PART);
        mark(classes, "@/:.0123456789'", TELLING);
        classes['\u2019'] |= TELLING;
        mark(classes, "@/:", LINKING);
        for (char c = '0'; c <= '9'; c++) {
            classes[c] |= WORD_PART;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            classes[c] |= WORD_PART | LETTER;
            classes[c - 'a' + 'A'] |= WORD_PART | LETTER;
        }
        for (char c = 0x80; c < TABLE_SIZE; c++) {
            classes[c] |= breaks(c) ? BREAK | DELIMITER : WORD_PART;
        }
        return classes;
    }

    private static void mark(byte[] classes, String characters, byte mark) {
        for (int i = 0; i < characters.length(); i++) {
            classes[characters.charAt(i)] |= mark;
        }
    }

    private static boolean is(char c, byte mark) {
        return (CLASSES[c] & mark) != 0;
    }

    /** White space, brackets, quotes and commas, which always end a chunk; {@code ..} is not seen here. */
    static boolean isDelimiter(char c) {
        return c < TABLE_SIZE ? is(c, DELIMITER) : isBreakBeyondAscii(c);
    }

    /** Anything beyond ASCII that is no letter, digit or mark: typographic quotes, dashes, 、。「」. */
    static boolean isBreakBeyondAscii(char c) {
        if (c < TABLE_SIZE) {
            return is(c, BREAK);
        }
        boolean isHanOrHangul = (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3);
        return !isHanOrHangul && breaks(c);
    }

    private static boolean breaks(char c) {
        if (c == '\u2019') {
            return false;
        }
        int type = Character.getType(c);
        return !Character.isLetterOrDigit(c)
                && type != Character.NON_SPACING_MARK
                && type != Character.COMBINING_SPACING_MARK
                && c != '\uFF20'
                && c != '\uFF0E';
    }

    /** Punctuation that is cut off at both ends of a chunk. */
    static boolean isTrimmed(char c) {
        return c < TABLE_SIZE && is(c, TRIMMED);
    }

    /** The first place at which nothing is to be cut off, or {@code to}. */
    static int behindTrimmed(char[] source, int from, int to) {
        int at = from;
        while (at < to && isTrimmed(source[at])) {
            at++;
        }
        return at;
    }

    /** The place behind the last character that is not to be cut off, or {@code from}. */
    static int beforeTrimmed(char[] source, int from, int to) {
        int at = to;
        while (at > from && isTrimmed(source[at - 1])) {
            at--;
        }
        return at;
    }

    /** A to Z in either case. */
    static boolean isLetter(char c) {
        return c < 0x80 && is(c, LETTER);
    }

    /** What a character means, to be joined with that of others by {@code |}. */
    static int marks(char c) {
        return c < TABLE_SIZE ? CLASSES[c] : 0;
    }

    /** True if a chunk that holds characters of these marks may be more than words. */
    static boolean isTelling(int marks) {
        return (marks & TELLING) != 0;
    }

    /** True if it may be a URL, address or IPv6 address, apart from a URL that begins with {@code www.}. */
    static boolean isLinking(int marks) {
        return (marks & LINKING) != 0;
    }

    /** Letters, digits, marks and apostrophes; every other character ends a word. */
    static boolean isWordPart(char c) {
        return c < TABLE_SIZE ? is(c, WORD_PART) : !isBreakBeyondAscii(c);
    }

    /** The end of the part that starts at {@code from}: the next inner punctuation, or {@code to}. */
    static int endOfPart(char[] source, int from, int to) {
        int at = from;
        while (at < to && !isCut(source, at, to)) {
            at++;
        }
        return at;
    }

    private static boolean isCut(char[] source, int at, int to) {
        char c = source[at];
        // "does not exist.Please try": a full stop without the space after it
        return c == '.'
                ? at > 0
                        && at + 2 < to
                        && Character.isLowerCase(source[at - 1])
                        && Character.isUpperCase(source[at + 1])
                        && Character.isLowerCase(source[at + 2])
                : c < 0x80 && is(c, CUT);
    }

    static boolean isApostrophe(char c) {
        return c == '\'' || c == '\u2019';
    }

    /** True if the text at a place is {@code wanted}, which is in lower case and ASCII. */
    static boolean startsWith(char[] source, int at, int to, String wanted) {
        if (to - at < wanted.length()) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if (Folding.foldAscii(source[at + i]) != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The first place of a character, or {@code to}. */
    static int indexOf(char[] source, char wanted, int from, int to) {
        int at = from;
        while (at < to && source[at] != wanted) {
            at++;
        }
        return at;
    }

    /** The end of the domain of an address that starts at {@code from}. */
    static int endOfDomain(char[] source, int from, int to) {
        int at = from;
        while (at < to && isDomainPart(source[at])) {
            at++;
        }
        return at;
    }

    private static boolean isDomainPart(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' || c == '*' || c == '@';
    }

    /** {@code don't}: {@code do not}; {@code l'utente}: two words; other apostrophes vanish. */
    static String withoutContraction(String written) {
        String word = written.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        return switch (word) {
            case "cannot", "can't" -> "can not";
            case "won't" -> "will not";
            default ->
                word.endsWith("n't")
                        ? word.substring(0, word.length() - 3) + " not"
                        : word.replace("'", isElision(word) ? " " : "");
        };
    }

    private static boolean isElision(String word) {
        int apostrophe = word.indexOf('\'');
        return word.length() > apostrophe + 2 && ELIDED.contains(word.substring(0, apostrophe));
    }
}
