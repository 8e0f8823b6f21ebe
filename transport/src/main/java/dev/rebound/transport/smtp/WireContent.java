package dev.rebound.transport.smtp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Message text as it stands between {@code DATA} and the final dot: every line ends in CRLF, a dot that
 * opens a line is doubled (RFC 5321, section 4.5.2). A bare CR or LF becomes CRLF, because servers that
 * read them differently can be made to see the end of a message in its middle.
 */
final class WireContent {

    private static final byte[] DOT = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    private WireContent() {}

    /** The text up to the final dot; content that is in this form already is returned as it is. */
    static byte[] of(byte[] content) {
        return isWireForm(content) ? content : toWireForm(content);
    }

    private static boolean isWireForm(byte[] content) {
        boolean lineStart = true;
        for (int i = 0; i < content.length; i++) {
            byte octet = content[i];
            if (octet == '\r') {
                if (i + 1 == content.length || content[++i] != '\n') {
                    return false;
                }
                lineStart = true;
            } else if (octet == '\n' || (octet == '.' && lineStart)) {
                return false;
            } else {
                lineStart = false;
            }
        }
        return lineStart;
    }

    private static byte[] toWireForm(byte[] content) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream(content.length + content.length / 16 + DOT.length);
        boolean lineStart = true;
        for (int i = 0; i < content.length; i++) {
            byte octet = content[i];
            if (octet == '\r' || octet == '\n') {
                boolean pair = octet == '\r' && i + 1 < content.length && content[i + 1] == '\n';
                i += pair ? 1 : 0;
                wire.write('\r');
                wire.write('\n');
                lineStart = true;
            } else {
                if (octet == '.' && lineStart) {
                    wire.write('.');
                }
                wire.write(octet);
                lineStart = false;
            }
        }
        if (!lineStart) {
            wire.write('\r');
            wire.write('\n');
        }
        return wire.toByteArray();
    }

    static boolean hasEightBit(byte[] content) {
        for (byte octet : content) {
            if (octet < 0) {
                return true;
            }
        }
        return false;
    }

    /** The last block of a message with the final dot behind it, so that both leave in one packet. */
    static byte[] withDot(byte[] content, int from) {
        byte[] last = new byte[content.length - from + DOT.length];
        System.arraycopy(content, from, last, 0, content.length - from);
        System.arraycopy(DOT, 0, last, content.length - from, DOT.length);
        return last;
    }
}
