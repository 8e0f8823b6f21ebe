package dev.rebound.parse.mime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One header. The value is decoded when asked for: most headers of a returned message are never looked at.
 * Immutable, as long as nobody changes the bytes of the message.
 */
public final class Header {

    private final String name;
    private final byte[] source;
    private final int start;
    private final int end;

    Header(byte[] source, int nameStart, int nameEnd, int valueStart, int valueEnd) {
        this.name = new String(source, nameStart, nameEnd - nameStart, StandardCharsets.ISO_8859_1)
                .strip()
                .toLowerCase(Locale.ROOT);
        this.source = source;
        this.start = valueStart;
        this.end = valueEnd;
    }

    /** Lower case. */
    public String name() {
        return name;
    }

    /** The value unfolded (RFC 5322, section 2.2.3), encoded words decoded (RFC 2047), spaces around it cut. */
    public String value() {
        return EncodedWords.decode(unfolded());
    }

    /** The value with its folds kept as line feeds and nothing decoded: some fields carry lines. */
    public String foldedValue() {
        return Charsets.cleaned(Charsets.guessed(source, start, end)).strip();
    }

    /** The value unfolded, nothing decoded: for machine-readable fields such as Content-Type. */
    public String unfolded() {
        String raw = Charsets.guessed(source, start, end);
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
