package dev.rebound.transport.dkim;

import java.util.Locale;

/**
 * The relaxed form of a header field (RFC 6376, section 3.4.2): what stays the same when servers on the way
 * change blanks and fold lines anew.
 */
final class Relaxed {

    private Relaxed() {}

    /**
     * A field without its last line end.
     *
     * @param lines one character an octet
     */
    static String field(String lines) {
        int colon = lines.indexOf(':');
        String name = lines.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        StringBuilder value = new StringBuilder(lines.length());
        boolean blank = false;
        for (int i = colon + 1; i < lines.length(); i++) {
            char c = lines.charAt(i);
            if (c == ' ' || c == '\t') {
                blank = true;
            } else if (c != '\r' && c != '\n') {
                if (blank && !value.isEmpty()) {
                    value.append(' ');
                }
                blank = false;
                value.append(c);
            }
        }
        return name + ":" + value;
    }
}
