package dev.rebound.parse.mime;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One header: where it stands in the bytes of the message. Most headers of a returned message are never looked at,
 * so neither name nor value is decoded before somebody asks; a value that somebody asked for is kept, because the
 * next one asks for the same (Subject and From are looked at by five questions of their own).
 *
 * <p>Immutable to its users, as long as nobody changes the bytes of the message. Thread-safe: two threads that ask
 * at once decode twice and get equal texts.
 */
public final class Header {

    private final byte[] source;
    private final int nameStart;
    private final int nameEnd;
    private final int start;
    private final int end;
    private final int nameHash;
    private @Nullable String unfolded;
    private @Nullable String value;

    /** The name may have spaces behind it, before its colon, which its hash does not count. */
    Header(byte[] source, int nameStart, int nameEnd, int valueEnd, int nameHash) {
        this.source = source;
        this.nameStart = nameStart;
        int last = nameEnd;
        while (last > nameStart && source[last - 1] <= ' ') {
            last--;
        }
        this.nameEnd = last;
        this.start = Math.min(nameEnd + 1, valueEnd);
        this.end = valueEnd;
        this.nameHash = nameHash;
    }

    /** The hash of a name with one more letter, which may be a capital. */
    static int nameHash(int before, byte letter) {
        return 31 * before + lower(letter);
    }

    /** Whether an ASCII character occurs in the value, or in what an encoded word in it may say. */
    boolean mayHave(char ascii) {
        return ByteScan.has(ascii, source, start, end) || ByteScan.has('?', source, start, end);
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b | 0x20 : b & 0xff;
    }

    /** What {@link String#hashCode()} is of the name in lower case: asked for by text, found without making one. */
    int nameHash() {
        return nameHash;
    }

    /** Whether this is its name, given in lower case. */
    boolean isNamed(String name) {
        if (name.length() != nameEnd - nameStart) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != lower(source[nameStart + i])) {
                return false;
            }
        }
        return true;
    }

    /** Lower case. */
    public String name() {
        StringBuilder name = new StringBuilder(nameEnd - nameStart);
        for (int i = nameStart; i < nameEnd; i++) {
            name.append((char) lower(source[i]));
        }
        return name.toString();
    }

    /** The value unfolded (RFC 5322, section 2.2.3), encoded words decoded (RFC 2047), spaces around it cut. */
    public String value() {
        String decoded = value;
        if (decoded == null) {
            decoded = EncodedWords.decode(unfolded());
            value = decoded;
        }
        return decoded;
    }

    /** The value with its folds kept as line feeds and nothing decoded: some fields carry lines. */
    public String foldedValue() {
        return Charsets.cleaned(Charsets.guessed(source, start, end)).strip();
    }

    /** The value unfolded, nothing decoded: for machine-readable fields such as Content-Type. */
    public String unfolded() {
        String line = unfolded;
        if (line == null) {
            line = ByteScan.isPrintable(source, start, end)
                    ? new String(source, start, end - start, StandardCharsets.ISO_8859_1).strip()
                    : unfoldFolded();
            unfolded = line;
        }
        return line;
    }

    private String unfoldFolded() {
        boolean plain = Charsets.isPlain(source, start, end) && !ByteScan.has('\0', source, start, end);
        return plain ? unfoldPlain() : unfold(Charsets.guessed(source, start, end));
    }

    /** The same as {@link #unfold} for bytes that are letters already, a line at a time. */
    private String unfoldPlain() {
        int lineEnd = ByteScan.lineEnd(source, start, end);
        byte[] line = new byte[end - start];
        int length = 0;
        int at = start;
        while (at < end) {
            System.arraycopy(source, at, line, length, lineEnd - at);
            length += lineEnd - at;
            at = lineEnd + 1;
            if (lineEnd < end && length > 0 && !Character.isWhitespace((char) line[length - 1])) {
                line[length++] = ' ';
                while (at < end && Character.isWhitespace((char) source[at])) {
                    at++;
                }
            }
            lineEnd = ByteScan.lineEnd(source, Math.min(at, end), end);
        }
        return new String(line, 0, length, StandardCharsets.ISO_8859_1).strip();
    }

    private static String unfold(String raw) {
        StringBuilder line = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\r' && c != '\n') {
                line.append(c == 0 ? '\ufffd' : c);
            } else if (!line.isEmpty() && !Character.isWhitespace(line.charAt(line.length() - 1))) {
                line.append(' ');
                while (i + 1 < raw.length() && Character.isWhitespace(raw.charAt(i + 1))) {
                    i++;
                }
            }
        }
        return line.toString().strip();
    }
}
