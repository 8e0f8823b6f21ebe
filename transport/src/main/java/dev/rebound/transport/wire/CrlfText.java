package dev.rebound.transport.wire;

import java.io.ByteArrayOutputStream;

/**
 * Text whose every line ends in CRLF, the last one too. A bare CR or LF becomes CRLF, because servers that
 * read them differently can be made to see the end of a message in its middle.
 */
public final class CrlfText {

    private CrlfText() {}

    /** The text in this form; what has it already is returned as it is. */
    public static byte[] of(byte[] text) {
        return isOne(text) ? text : normalised(text);
    }

    private static boolean isOne(byte[] text) {
        boolean lineStart = true;
        for (int i = 0; i < text.length; i++) {
            byte octet = text[i];
            lineStart = false;
            if (octet == '\r') {
                if (i + 1 == text.length || text[++i] != '\n') {
                    return false;
                }
                lineStart = true;
            } else if (octet == '\n') {
                return false;
            }
        }
        return lineStart;
    }

    private static byte[] normalised(byte[] text) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(text.length + text.length / 16 + 2);
        boolean lineStart = true;
        for (int i = 0; i < text.length; i++) {
            byte octet = text[i];
            lineStart = octet == '\r' || octet == '\n';
            if (lineStart) {
                boolean pair = octet == '\r' && i + 1 < text.length && text[i + 1] == '\n';
                i += pair ? 1 : 0;
                end(lines);
            } else {
                lines.write(octet);
            }
        }
        if (!lineStart) {
            end(lines);
        }
        return lines.toByteArray();
    }

    private static void end(ByteArrayOutputStream lines) {
        lines.write('\r');
        lines.write('\n');
    }
}
