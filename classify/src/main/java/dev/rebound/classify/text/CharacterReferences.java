package dev.rebound.classify.text;

import java.util.HashMap;
import java.util.Map;

/** The character references of HTML 4 for ASCII and Latin-1 by their names, and all others by number. */
final class CharacterReferences {

    /** In the order of their characters, from U+00A0. */
    private static final String LATIN =
            "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn"
                    + " sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml"
                    + " Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times"
                    + " Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute"
                    + " ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml"
                    + " yacute thorn yuml";

    private static final Map<String, Integer> NAMED = named();

    private CharacterReferences() {}

    private static Map<String, Integer> named() {
        Map<String, Integer> named = new HashMap<>(Map.of(
                "amp",
                (int) '&',
                "lt",
                (int) '<',
                "gt",
                (int) '>',
                "quot",
                (int) '"',
                "apos",
                (int) '\'',
                "rsquo",
                0x2019));
        int letter = 0xA0;
        for (String name : LATIN.split(" ", -1)) {
            named.put(name, letter++);
        }
        return Map.copyOf(named);
    }

    /** The character that a reference means, given without its ampersand and its semicolon; -1 if none. */
    static int letter(String reference) {
        if (!reference.startsWith("#")) {
            return NAMED.getOrDefault(reference, -1);
        }
        boolean hex = reference.startsWith("x", 1) || reference.startsWith("X", 1);
        int letter = number(reference, hex ? 2 : 1, hex ? 16 : 10);
        return letter >= ' ' && Character.isDefined(letter) && !isSurrogate(letter) ? letter : -1;
    }

    private static boolean isSurrogate(int letter) {
        return letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE;
    }

    /** At most as many digits as a reference has room for, so that no number is too large. */
    private static int number(String digits, int from, int radix) {
        long number = from == digits.length() ? -1 : 0;
        for (int at = from; at < digits.length() && number >= 0; at++) {
            int digit = Character.digit(digits.charAt(at), radix);
            number = digit < 0 ? -1 : number * radix + digit;
        }
        return number > Character.MAX_CODE_POINT ? -1 : (int) number;
    }
}
