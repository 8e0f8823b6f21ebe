package dev.rebound.transport.sandbox.notice;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * As much of a taken message as a server looks at: the bytes, and a few header fields. Reads the way a
 * mail server does, not as a mail reader would.
 */
public final class OriginalMessage {

    /** As much of a header section is looked at, in bytes. */
    private static final int HEADERS_BYTES_MAX = 65_536;

    /** As much of a message is returned with a notice, in bytes. */
    private static final int RETURNED_BYTES_MAX = 16_384;

    private final byte[] content;
    private final String headers;

    /** @param content the message, CRLF line ends; not copied, must not be changed */
    public OriginalMessage(byte[] content) {
        this.content = content;
        String start = new String(content, 0, Math.min(content.length, HEADERS_BYTES_MAX), StandardCharsets.ISO_8859_1);
        int end = start.startsWith("\r\n") ? 0 : start.indexOf("\r\n\r\n");
        this.headers = end < 0 ? start : start.substring(0, end) + "\r\n";
    }

    /** A field's value, unfolded, its bytes as characters; empty if there is none. */
    public String field(String name) {
        StringBuilder value = new StringBuilder();
        boolean found = false;
        for (String line : headers.split("\r\n", -1)) {
            boolean continued = line.startsWith(" ") || line.startsWith("\t");
            if (found && !continued) {
                break;
            }
            if (found) {
                value.append(' ').append(line.strip());
            } else if (isField(line, name)) {
                value.append(line.substring(line.indexOf(':') + 1).strip());
                found = true;
            }
        }
        return value.toString();
    }

    private static boolean isField(String line, String name) {
        int colon = line.indexOf(':');
        return colon > 0
                && line.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT));
    }

    /** The header section without the empty line after it, at most 16 KiB, whole lines. */
    byte[] headerBytes() {
        return upToWholeLine(headers.length());
    }

    /** The message, at most its first 16 KiB, whole lines. */
    byte[] bytes() {
        return upToWholeLine(content.length);
    }

    private byte[] upToWholeLine(int length) {
        int end = Math.min(Math.min(length, content.length), RETURNED_BYTES_MAX);
        while (end > 0 && content[end - 1] != '\n') {
            end--;
        }
        return Arrays.copyOf(content, end);
    }
}
