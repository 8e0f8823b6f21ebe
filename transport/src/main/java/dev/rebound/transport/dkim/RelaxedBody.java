package dev.rebound.transport.dkim;

import java.security.MessageDigest;

/**
 * Gives the relaxed form of a body (RFC 6376, section 3.4.4) to a digest, without ever holding it: blanks at the end
 * of lines go, others become one space, empty lines at the end go. What is in this form already, which is nearly
 * everything, is given on in long stretches. For one thread.
 */
final class RelaxedBody {

    private static final byte[] CRLF = {'\r', '\n'};

    private final MessageDigest digest;
    private int emptyLines;

    RelaxedBody(MessageDigest digest) {
        this.digest = digest;
    }

    /**
     * More of the body.
     *
     * @param text every line ended by CRLF
     */
    void lines(byte[] text, int start) {
        int from = start;
        for (int at = start; at < text.length; ) {
            int end = at;
            while (text[end] != '\r' || text[end + 1] != '\n') {
                end++;
            }
            int next = end + 2;
            if (end == at || !isRelaxed(text, at, end)) {
                digest.update(text, from, at - from);
                line(text, at, end);
                from = next;
            } else if (emptyLines > 0) {
                digest.update(text, from, at - from);
                emptyLines();
                from = at;
            }
            at = next;
        }
        digest.update(text, from, text.length - from);
    }

    private static boolean isRelaxed(byte[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text[i] == '\t' || (text[i] == ' ' && (i + 1 == end || isBlank(text[i + 1])))) {
                return false;
            }
        }
        return true;
    }

    private void emptyLines() {
        for (; emptyLines > 0; emptyLines--) {
            digest.update(CRLF);
        }
    }

    private void line(byte[] text, int start, int end) {
        int last = end;
        while (last > start && isBlank(text[last - 1])) {
            last--;
        }
        if (last == start) {
            emptyLines++;
            return;
        }
        emptyLines();
        int from = start;
        for (int i = start; i < last; i++) {
            if (isBlank(text[i])) {
                digest.update(text, from, i - from);
                digest.update((byte) ' ');
                while (i + 1 < last && isBlank(text[i + 1])) {
                    i++;
                }
                from = i + 1;
            }
        }
        digest.update(text, from, last - from);
        digest.update(CRLF);
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }
}
