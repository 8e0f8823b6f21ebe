package dev.rebound.parse.mime;

/**
 * Walks the lines of a range of bytes. A line ends at LF, CRLF, CR or CRCRLF (written by gateways that
 * convert twice), so the three conventions read alike. One pass, no copies.
 */
final class Lines {

    private final byte[] bytes;
    private final int limit;
    private int start;
    private int end;
    private int next;
    private int nameHash;

    Lines(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.limit = to;
        this.start = from;
        this.end = from;
        this.next = from;
    }

    /** Goes to the next line; false at the end. */
    boolean advance() {
        if (next >= limit) {
            return false;
        }
        start = next;
        end = ByteScan.lineEnd(bytes, start, limit);
        next = afterLineEnd(end);
        return true;
    }

    /** Goes to the next line that opens with two dashes, passing over those before it; false at the end. */
    boolean advanceToDashes() {
        if (next >= limit) {
            return false;
        }
        next = ByteScan.dashedLine(bytes, next, limit);
        if (next >= limit) {
            skipAll();
            return false;
        }
        return advance();
    }

    /** Goes behind the last line, without looking at those passed over. */
    void skipAll() {
        start = limit;
        end = limit;
        next = limit;
    }

    private int afterLineEnd(int i) {
        if (i >= limit) {
            return limit;
        }
        if (bytes[i] == '\n') {
            return i + 1;
        }
        if (i + 1 < limit && bytes[i + 1] == '\n') {
            return i + 2;
        }
        boolean doubled = i + 2 < limit && bytes[i + 1] == '\r' && bytes[i + 2] == '\n';
        return doubled ? i + 3 : i + 1;
    }

    /** First byte of the line. */
    int start() {
        return start;
    }

    /** Behind the last byte of the line, line end not counted. */
    int end() {
        return end;
    }

    /** Behind the last byte of the line before, line end not counted; the start of this line if it is the first. */
    int endOfLineBefore(int first) {
        int last = start;
        if (last > first && bytes[last - 1] == '\n') {
            last--;
            for (int returns = 0; returns < 2 && last > first && bytes[last - 1] == '\r'; returns++) {
                last--;
            }
            return last;
        }
        return last > first && bytes[last - 1] == '\r' ? last - 1 : last;
    }

    /** First byte of the next line. */
    int next() {
        return next;
    }

    boolean isEmpty() {
        return start == end;
    }

    /** Whether the line has nothing but spaces and tabs. */
    boolean isBlank() {
        for (int i = start; i < end; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    boolean startsWithSpace() {
        return start < end && (bytes[start] == ' ' || bytes[start] == '\t');
    }

    boolean startsWithDashes() {
        return end - start > 2 && bytes[start] == '-' && bytes[start + 1] == '-';
    }

    boolean startsWith(String ascii) {
        if (end - start < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[start + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Where the colon of a header line is, or -1 if the line is no header (RFC 5322, section 2.2). */
    int colon() {
        int i = start;
        int hash = 0;
        while (i < end && bytes[i] > ' ' && bytes[i] < 127 && bytes[i] != ':') {
            hash = Header.nameHash(hash, bytes[i]);
            i++;
        }
        nameHash = hash;
        int nameEnd = i;
        while (i < end && (bytes[i] == ' ' || bytes[i] == '\t')) {
            i++;
        }
        return i < end && bytes[i] == ':' && nameEnd > start ? i : -1;
    }

    /** The {@linkplain Header#nameHash() hash} of the name before the {@link #colon()} that was looked for last. */
    int nameHash() {
        return nameHash;
    }
}
