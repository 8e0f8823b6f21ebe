package dev.rebound.server.listfile;

import java.text.Normalizer;
import java.util.Locale;

/** The named values of one line, whichever form the file has. */
@FunctionalInterface
interface Fields {

    /** The value under one of these {@linkplain #folded folded} names, stripped; empty if there is none. */
    String get(String... names);

    /** A name as it is compared: letters and digits, small, without accents. */
    static String folded(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder letters = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i += Character.charCount(plain.codePointAt(i))) {
            if (Character.isLetterOrDigit(plain.codePointAt(i))) {
                letters.appendCodePoint(plain.codePointAt(i));
            }
        }
        return letters.toString();
    }
}
