package dev.rebound.parse.mime;

import dev.rebound.parse.finding.FindingKind;
import dev.rebound.parse.finding.Findings;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Bytes to text. Mail names its charset wrongly often enough that the bytes have a say: text that is not
 * what it says is read as UTF-8 if it is that, else as windows-1252, which has a letter for nearly every
 * byte. Names are mapped to the larger set that senders mean: GB2312 to GB18030, Shift_JIS to the
 * Windows code page 31J, Latin-1 to windows-1252 (as the WHATWG Encoding Standard does).
 */
final class Charsets {

    private static final Charset ISO_2022_JP = Charset.forName("ISO-2022-JP");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final char ESCAPE = 0x1b;

    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("gb2312", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("x-gbk", "GB18030"),
            Map.entry("hz-gb-2312", "US-ASCII"),
            Map.entry("cp932", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("us-ascii", "windows-1252"),
            Map.entry("ascii", "windows-1252"),
            Map.entry("ansi_x3.4-1968", "windows-1252"),
            Map.entry("iso-8859-8-i", "ISO-8859-8"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("utf-8mb4", "UTF-8"),
            Map.entry("unicode-1-1-utf-8", "UTF-8"));

    private Charsets() {}

    /** The charset that a sender means by a name. */
    static Optional<Charset> named(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        try {
            return Optional.of(Charset.forName(MEANT.getOrDefault(plain, plain)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    /** Decodes text whose header names a charset, or none (empty). */
    static String decode(byte[] bytes, String name, Findings findings, String place) {
        if (isPlain(bytes, 0, bytes.length)) {
            return wide(name) && hasNul(bytes)
                    ? cleaned(decodeNamed(bytes, name, findings, place))
                    : plain(bytes, 0, bytes.length);
        }
        return cleaned(decodeNamed(bytes, name, findings, place));
    }

    /** Whether bytes mean the same in nearly all charsets: ASCII, and none that switches to another one. */
    static boolean isPlain(byte[] bytes, int from, int to) {
        return ByteScan.isAscii(bytes, from, to) && !hasEscape(bytes, from, to);
    }

    /** Bytes that are ASCII as text, {@linkplain #cleaned} on the way. */
    static String plain(byte[] bytes, int from, int to) {
        if (ByteScan.has('\0', bytes, from, to)) {
            return cleaned(ascii(bytes, from, to));
        }
        int at = ByteScan.indexOf('\r', bytes, from, to);
        if (at < 0) {
            return ascii(bytes, from, to);
        }
        byte[] clean = Arrays.copyOfRange(bytes, from, to);
        int length = at - from;
        for (; at < to; at++) {
            boolean feedFollows = at + 1 < to && bytes[at + 1] == '\n';
            boolean doubled = at + 2 < to && bytes[at + 1] == '\r' && bytes[at + 2] == '\n';
            if (bytes[at] != '\r') {
                clean[length++] = bytes[at];
            } else if (!feedFollows && !doubled) {
                clean[length++] = '\n';
            }
        }
        return ascii(clean, 0, length);
    }

    static boolean wide(String name) {
        return name.regionMatches(true, 0, "utf-16", 0, 6) || name.regionMatches(true, 0, "utf-32", 0, 6);
    }

    /** Text that claims two bytes a letter but reads as one byte a letter. */
    private static boolean mostlyAscii(byte[] bytes) {
        int printable = 0;
        for (byte b : bytes) {
            printable += b >= ' ' && b < 127 ? 1 : 0;
        }
        return printable > bytes.length * 3L / 4;
    }

    private static boolean hasNul(byte[] bytes) {
        return ByteScan.has('\0', bytes, 0, bytes.length);
    }

    private static String decodeNamed(byte[] bytes, String name, Findings findings, String place) {
        if (hasEscape(bytes, 0, bytes.length) && ByteScan.isAscii(bytes, 0, bytes.length)) {
            return new String(bytes, ISO_2022_JP);
        }
        if (name.isBlank()) {
            findings.add(FindingKind.UNDECLARED_CHARSET, place);
            return guessed(bytes, 0, bytes.length);
        }
        Optional<Charset> charset = named(name).filter(c -> !(wide(name) && mostlyAscii(bytes)));
        if (charset.isEmpty()) {
            findings.add(FindingKind.UNKNOWN_CHARSET, place);
            return guessed(bytes, 0, bytes.length);
        }
        Optional<String> exact = strictly(bytes, 0, bytes.length, charset.get());
        if (exact.isPresent() && !(charset.get().equals(WINDOWS_1252) && looksUtf8(bytes))) {
            return exact.get();
        }
        findings.add(FindingKind.MALFORMED_TEXT, place);
        // A cut multi-byte letter must not turn a whole Chinese report into Latin letters.
        return charset.get().equals(StandardCharsets.UTF_8) || charset.get().equals(WINDOWS_1252)
                ? guessed(bytes, 0, bytes.length)
                : new String(bytes, charset.get());
    }

    private static boolean looksUtf8(byte[] bytes) {
        return strictly(bytes, 0, bytes.length, StandardCharsets.UTF_8).isPresent();
    }

    /** Text of bytes that say nothing about their charset: UTF-8 if they are that, else windows-1252. */
    static String guessed(byte[] bytes, int from, int to) {
        if (ByteScan.isAscii(bytes, from, to)) {
            return hasEscape(bytes, from, to)
                    ? new String(bytes, from, to - from, ISO_2022_JP)
                    : ascii(bytes, from, to);
        }
        return strictly(bytes, from, to, StandardCharsets.UTF_8)
                .orElseGet(() -> mostlyUtf8(bytes, from, to)
                        ? new String(bytes, from, to - from, StandardCharsets.UTF_8)
                        : new String(bytes, from, to - from, WINDOWS_1252));
    }

    /** Whether broken bytes are rare beside whole UTF-8 sequences, as where a text was cut. */
    private static boolean mostlyUtf8(byte[] bytes, int from, int to) {
        int whole = 0;
        int broken = 0;
        for (int i = from; i < to; i++) {
            int b = bytes[i] & 0xff;
            int length = b < 0x80 ? 1 : b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : b >= 0xc2 ? 2 : 0;
            boolean sequence = length > 1 && i + length <= to;
            for (int k = 1; sequence && k < length; k++) {
                sequence = (bytes[i + k] & 0xc0) == 0x80;
            }
            if (sequence) {
                whole++;
                i += length - 1;
            } else if (b >= 0x80) {
                broken++;
            }
        }
        return whole > 4 * broken;
    }

    private static Optional<String> strictly(byte[] bytes, int from, int to, Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            // Much faster than a decoder; a text that has the letter itself must be looked at more closely.
            String text = new String(bytes, from, to - from, charset);
            if (text.indexOf('\ufffd') < 0) {
                return Optional.of(text);
            }
        }
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    /** ESC $ or ESC ( opens a Japanese text (ISO-2022-JP, RFC 1468), whatever the header says. */
    private static boolean hasEscape(byte[] bytes, int from, int to) {
        int at = ByteScan.indexOf(ESCAPE, bytes, from, to);
        while (at >= 0 && at + 1 < to) {
            if (bytes[at + 1] == '$' || bytes[at + 1] == '(') {
                return true;
            }
            at = ByteScan.indexOf(ESCAPE, bytes, at + 1, to);
        }
        return false;
    }

    private static String ascii(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** NUL and lone surrogates become U+FFFD; CR and CRLF become LF. */
    static String cleaned(String text) {
        if (isClean(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean more = i + 1 < text.length();
            if (Character.isHighSurrogate(c) && more && Character.isLowSurrogate(text.charAt(i + 1))) {
                clean.append(c).append(text.charAt(++i));
            } else if (c == 0 || Character.isSurrogate(c)) {
                clean.append('\ufffd');
            } else if (c != '\r') {
                clean.append(c);
            } else if (!more || text.charAt(i + 1) != '\n') {
                boolean doubled = i + 2 < text.length() && text.startsWith("\r\n", i + 1);
                clean.append(doubled ? "" : "\n");
            }
        }
        return clean.toString();
    }

    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || c == '\r' || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
