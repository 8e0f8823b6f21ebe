package dev.rebound.transport.smtp;

import dev.rebound.transport.wire.CrlfText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A message's text in the two forms a server may take it in.
 *
 * @param text lines that end in CRLF: what follows {@code BDAT} (RFC 3030), and what is signed
 * @param stuffed the same with opening dots doubled (RFC 5321, section 4.5.2): what follows {@code DATA}
 * @param eightBit whether there are bytes over 127
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WireContent(byte[] text, byte[] stuffed, boolean eightBit) {

    static final byte[] DOT = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Content that is in wire form already is not copied. */
    static WireContent of(byte[] content) {
        byte[] text = CrlfText.of(content);
        return new WireContent(text, stuffed(text), hasEightBit(text));
    }

    private static byte[] stuffed(byte[] text) {
        int dots = 0;
        for (int i = 0; i < text.length; i++) {
            dots += opens(text, i) ? 1 : 0;
        }
        if (dots == 0) {
            return text;
        }
        ByteArrayOutputStream stuffed = new ByteArrayOutputStream(text.length + dots);
        for (int i = 0; i < text.length; i++) {
            if (opens(text, i)) {
                stuffed.write('.');
            }
            stuffed.write(text[i]);
        }
        return stuffed.toByteArray();
    }

    /** Whether a dot opens a line here. */
    private static boolean opens(byte[] text, int at) {
        return text[at] == '.' && (at == 0 || text[at - 1] == '\n');
    }

    private static boolean hasEightBit(byte[] content) {
        for (byte octet : content) {
            if (octet < 0) {
                return true;
            }
        }
        return false;
    }
}
