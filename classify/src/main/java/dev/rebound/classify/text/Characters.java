package dev.rebound.classify.text;

import java.util.Set;

/** What single characters mean where a text is cut into words. */
final class Characters {

    /** French, Italian and Catalan words that lose their vowel before another: {@code l'utente}. */
    private static final Set<String> ELIDED =
            Set.of("l", "d", "n", "s", "c", "j", "m", "t", "qu", "un", "dell", "all", "dall", "nell", "sull", "quell");

    private Characters() {}

    /** ASCII characters that always end a chunk. */
    static boolean isBracketOrComma(char c) {
        return switch (c) {
            case '<', '>', '(', ')', '[', ']', '{', '}', '"', ',', ';', '|', '`' -> true;
            default -> false;
        };
    }

    /** Anything beyond ASCII that is no letter, digit or mark: typographic quotes, dashes, 、。「」. */
    static boolean isBreakBeyondAscii(char c) {
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
        return switch (c) {
            case '.', ':', '!', '?', '*', '\'', '-', '=', '#', '~', '_', '/', '\\', '+', '&', '^', '%', '$', '\u2019' ->
                true;
            default -> false;
        };
    }

    /** The end of the part that starts at {@code from}: the next inner punctuation, or {@code to}. */
    static int endOfPart(String source, int from, int to) {
        int at = from;
        while (at < to && !isCut(source, at, to)) {
            at++;
        }
        return at;
    }

    private static boolean isCut(String source, int at, int to) {
        char c = source.charAt(at);
        return switch (c) {
            case ':', '=', '/', '#', '*', '!', '?', '~', '+', '&', '^', '%', '$', '\\', '@' -> true;
            // "does not exist.Please try": a full stop without the space after it
            case '.' ->
                at > 0
                        && at + 2 < to
                        && Character.isLowerCase(source.charAt(at - 1))
                        && Character.isUpperCase(source.charAt(at + 1))
                        && Character.isLowerCase(source.charAt(at + 2));
            default -> false;
        };
    }

    /** Letters, digits, marks and apostrophes; every other character ends a word. */
    static boolean isWordPart(char c) {
        if (c < 0x80) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '\'';
        }
        return !isBreakBeyondAscii(c);
    }

    static boolean isApostrophe(char c) {
        return c == '\'' || c == '\u2019';
    }

    /** True at the {@code e} of {@code e-mail}. */
    static boolean isEmailHyphen(String source, int at, int to) {
        return at + 6 <= to && source.regionMatches(true, at, "e-mail", 0, 6);
    }

    /** Index of {@code http://}, {@code https://}, {@code www.} or a host followed by a path; else -1. */
    static int startOfUrl(String source, int from, int to) {
        if (source.regionMatches(true, from, "www.", 0, 4)) {
            return from;
        }
        int slash = source.indexOf('/', from);
        if (slash < 0 || slash >= to - 1) {
            return -1;
        }
        if (slash > from && source.charAt(slash - 1) == ':' && source.charAt(slash + 1) == '/') {
            int at = slash - 1;
            while (at > from && Character.isLetter(source.charAt(at - 1))) {
                at--;
            }
            return at;
        }
        return slash > from && Shape.of(source, from, slash) == Shape.HOST ? from : -1;
    }

    /** The end of the domain of an address that starts at {@code from}. */
    static int endOfDomain(String source, int from, int to) {
        int at = from;
        while (at < to && isDomainPart(source.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDomainPart(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' || c == '*' || c == '@';
    }

    /** {@code don't}: {@code do not}; {@code l'utente}: two words; other apostrophes vanish. */
    static String withoutContraction(String word) {
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
