package dev.rebound.transport.compose;

import java.nio.charset.StandardCharsets;

/**
 * Text in quoted-printable (RFC 2045, section 6.7). Beside what must be encoded, so is a dot and the word {@code From}
 * at the start of a line: servers double the one and programs that keep mail in one file quote the
 * other. No line is longer than 76 octets, and no character is cut in two by a line's end.
 */
final class QuotedPrintable {

    /** Longest line, without its line end; the last place is kept for the mark of a soft break. */
    static final int LINE_LENGTH = 75;

    private static final String HEX = "0123456789ABCDEF";
    private static final String FROM = "From ";

    private QuotedPrintable() {}

    /**
     * Appends a text, whose lines end in a line feed, from the column on where the buffer is. A blank at its end
     * is encoded, because nobody knows what follows.
     */
    static void append(String text, WireBuffer out) {
        for (int i = 0; i < text.length(); ) {
            int next = text.offsetByCodePoints(i, 1);
            char c = text.charAt(i);
            if (c == '\n') {
                out.endLine();
            } else if (staysAt(text, i, out.column())) {
                makeRoom(1, out);
                // After a soft break the column is another: what opens the new line is looked at again.
                if (staysAt(text, i, out.column())) {
                    out.put(c);
                } else {
                    encode(c, out);
                }
            } else if (c < 0x80) {
                makeRoom(3, out);
                encode(c, out);
            } else {
                byte[] octets = text.substring(i, next).getBytes(StandardCharsets.UTF_8);
                makeRoom(3 * octets.length, out);
                for (byte octet : octets) {
                    encode(octet, out);
                }
            }
            i = next;
        }
    }

    private static boolean staysAt(String text, int at, int column) {
        char c = text.charAt(at);
        if (c == ' ' || c == '\t') {
            return at + 1 < text.length() && text.charAt(at + 1) != '\n';
        }
        boolean printable = c > ' ' && c < 0x7f && c != '=';
        boolean opensBadly = column == 0 && (c == '.' || text.startsWith(FROM, at));
        return printable && !opensBadly;
    }

    private static void makeRoom(int octets, WireBuffer out) {
        if (out.column() + octets > LINE_LENGTH) {
            out.breakSoftly();
        }
    }

    private static void encode(int octet, WireBuffer out) {
        out.put('=');
        out.put(HEX.charAt(octet >> 4 & 15));
        out.put(HEX.charAt(octet & 15));
    }
}
