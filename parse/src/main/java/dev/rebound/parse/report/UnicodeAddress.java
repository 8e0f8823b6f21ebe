package dev.rebound.parse.report;

/** The encodings of internationalised addresses in fields: {@code \x{HEX}} (RFC 6533, section 3). */
final class UnicodeAddress {

    private UnicodeAddress() {}

    static String decode(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int close = text.startsWith("\\x{", at) ? text.indexOf('}', at) : -1;
            int letter = close < 0 || close - at > 9 ? -1 : hex(text, at + 3, close);
            if (letter < 0) {
                decoded.append(text.charAt(at++));
            } else {
                decoded.appendCodePoint(letter);
                at = close + 1;
            }
        }
        return decoded.toString();
    }

    private static int hex(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        boolean letter = to > from && value > ' ' && Character.isValidCodePoint(value);
        return letter && (value < 0xd800 || value > 0xdfff) ? value : -1;
    }
}
