package dev.rebound.transport.dkim;

import java.security.MessageDigest;
import java.util.Locale;

/**
 * The relaxed form of RFC 6376 (sections 3.4.2 and 3.4.4): what stays the same when servers on the way
 * change blanks and fold lines anew.
 */
final class Relaxed {

    private static final byte[] CRLF = {'\r', '\n'};

    private Relaxed() {}

    /**
     * A header field, without the last line end.
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

    /**
     * Gives the relaxed form of a body to a digest, without ever holding it.
     *
     * @param text every line ended by CRLF
     */
    static void body(byte[] text, int start, MessageDigest digest) {
        int emptyLines = 0;
        for (int at = start; at < text.length; ) {
            int end = at;
            while (text[end] != '\r' || text[end + 1] != '\n') {
                end++;
            }
            int last = end;
            while (last > at && isBlank(text[last - 1])) {
                last--;
            }
            if (last == at) {
                emptyLines++;
            } else {
                for (; emptyLines > 0; emptyLines--) {
                    digest.update(CRLF);
                }
                line(text, at, last, digest);
            }
            at = end + 2;
        }
    }

    private static void line(byte[] text, int start, int end, MessageDigest digest) {
        int from = start;
        for (int i = start; i < end; i++) {
            if (isBlank(text[i])) {
                digest.update(text, from, i - from);
                digest.update((byte) ' ');
                while (i + 1 < end && isBlank(text[i + 1])) {
                    i++;
                }
                from = i + 1;
            }
        }
        digest.update(text, from, end - from);
        digest.update(CRLF);
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }
}
