package dev.rebound.parse.mime;

import dev.rebound.parse.finding.FindingKind;
import dev.rebound.parse.finding.Findings;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Bytes to text. Mail names its charset wrongly often enough that the bytes have a say: text that is not
 * what it says is read as UTF-8 if it is that, else as windows-1252, which has a letter for nearly every
 * byte; text that says nothing is {@linkplain CharsetGuess guessed}. Names are mapped to the larger set that senders mean: GB2312 to GB18030, Shift_JIS to the
 * Windows code page 31J, Latin-1 to windows-1252 (as the WHATWG Encoding Standard does).
 */
final class Charsets {

    private static final Charset ISO_2022_JP = Charset.forName("ISO-2022-JP");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final char ESCAPE = 0x1b;
    /** Letters decoded at a time where it only matters whether they can be. */
    private static final int CHECKED_LENGTH = 1_024;

    /** Names that are meant otherwise, and the frequent ones: the JDK finds others too, but takes its time. */
    private static final Map<String, Charset> MEANT = Map.ofEntries(
            meant("utf-8", "UTF-8"),
            meant("utf8", "UTF-8"),
            meant("utf-8mb4", "UTF-8"),
            meant("unicode-1-1-utf-8", "UTF-8"),
            meant("us-ascii", "windows-1252"),
            meant("ascii", "windows-1252"),
            meant("ansi_x3.4-1968", "windows-1252"),
            meant("iso-8859-1", "windows-1252"),
            meant("latin1", "windows-1252"),
            meant("windows-1252", "windows-1252"),
            meant("iso-8859-8-i", "ISO-8859-8"),
            meant("gb2312", "GB18030"),
            meant("gbk", "GB18030"),
            meant("x-gbk", "GB18030"),
            meant("gb18030", "GB18030"),
            meant("iso-2022-jp", "ISO-2022-JP"),
            meant("cp932", "windows-31j"),
            meant("x-sjis", "windows-31j"),
            meant("shift_jis", "windows-31j"),
            meant("shift-jis", "windows-31j"),
            meant("ks_c_5601-1987", "x-windows-949"),
            meant("euc-kr", "x-windows-949"));

    private Charsets() {}

    private static Map.Entry<String, Charset> meant(String name, String jdkName) {
        return Map.entry(name, Charset.forName(jdkName));
    }

    /** The charset that a sender means by a name. */
    static Optional<Charset> named(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        Charset meant = MEANT.get(plain);
        if (meant != null) {
            return Optional.of(meant);
        }
        return Optional.ofNullable(Known.BY_NAME.get(plain));
    }

    /**
     * All that the JDK has, by all their names in lower case. Not asked for with {@code Charset.forName}: that looks
     * through all providers again for a name that none of them knows, ten times the time of reading a message, and
     * names are written by strangers. Made when the first rare name comes.
     */
    private static final class Known {
        private static final Map<String, Charset> BY_NAME = byName();

        private static Map<String, Charset> byName() {
            Map<String, Charset> byName = new HashMap<>();
            for (Charset charset : Charset.availableCharsets().values()) {
                charset.aliases().forEach(alias -> byName.putIfAbsent(alias.toLowerCase(Locale.ROOT), charset));
            }
            for (Charset charset : Charset.availableCharsets().values()) {
                byName.put(charset.name().toLowerCase(Locale.ROOT), charset);
            }
            return Map.copyOf(byName);
        }
    }

    /**
     * Decodes text whose header names a charset, or none (empty).
     *
     * @param place where in the message it stands; asked only where there is a finding
     */
    static String decode(byte[] bytes, String name, Findings findings, Supplier<String> place) {
        if (SevenBitCharsets.knows(name)) {
            return cleaned(SevenBitCharsets.decode(bytes, name));
        }
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
        while (at >= 0) {
            boolean feedFollows = at + 1 < to && bytes[at + 1] == '\n';
            boolean doubled = at + 2 < to && bytes[at + 1] == '\r' && bytes[at + 2] == '\n';
            if (!feedFollows && !doubled) {
                clean[length++] = '\n';
            }
            int next = ByteScan.indexOf('\r', bytes, at + 1, to);
            int kept = (next < 0 ? to : next) - at - 1;
            System.arraycopy(bytes, at + 1, clean, length, kept);
            length += kept;
            at = next;
        }
        return ascii(clean, 0, length);
    }

    private static boolean wide(String name) {
        return name.regionMatches(true, 0, "utf-16", 0, 6) || name.regionMatches(true, 0, "utf-32", 0, 6);
    }

    /** Whether plain bytes may mean other letters in a charset. */
    static boolean switches(String name) {
        return !name.isEmpty() && (wide(name) || SevenBitCharsets.knows(name));
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

    private static String decodeNamed(byte[] bytes, String name, Findings findings, Supplier<String> place) {
        if (ByteScan.isAscii(bytes, 0, bytes.length) && hasEscape(bytes, 0, bytes.length)) {
            return new String(bytes, ISO_2022_JP);
        }
        if (name.isBlank()) {
            findings.add(FindingKind.UNDECLARED_CHARSET, place.get());
            return guessed(bytes, findings, place);
        }
        Optional<Charset> charset = named(name).filter(c -> !(wide(name) && mostlyAscii(bytes)));
        if (charset.isEmpty()) {
            findings.add(FindingKind.UNKNOWN_CHARSET, place.get());
            return guessed(bytes, findings, place);
        }
        boolean latin = charset.get().equals(WINDOWS_1252);
        Optional<String> utf8 = latin ? strictly(bytes, 0, bytes.length, StandardCharsets.UTF_8) : Optional.empty();
        Optional<String> exact = utf8.isPresent() ? Optional.empty() : strictly(bytes, 0, bytes.length, charset.get());
        if (exact.isPresent()) {
            return exact.get();
        }
        findings.add(FindingKind.MALFORMED_TEXT, place.get());
        // A cut multi-byte letter must not turn a whole Chinese report into Latin letters.
        return latin || charset.get().equals(StandardCharsets.UTF_8)
                ? utf8.orElseGet(() -> brokenUtf8(bytes))
                : new String(bytes, charset.get());
    }

    /** Text of bytes that say nothing about their charset: UTF-8 if they are that, else what {@link CharsetGuess} says. */
    static String guessed(byte[] bytes, int from, int to) {
        if (ByteScan.isAscii(bytes, from, to)) {
            return hasEscape(bytes, from, to)
                    ? new String(bytes, from, to - from, ISO_2022_JP)
                    : ascii(bytes, from, to);
        }
        return strictly(bytes, from, to, StandardCharsets.UTF_8)
                .orElseGet(() -> new String(bytes, from, to - from, CharsetGuess.of(bytes, from, to)));
    }

    /** The same for a text, with a finding that says as what it was read if that is not sure. */
    private static String guessed(byte[] bytes, Findings findings, Supplier<String> place) {
        Optional<String> utf8 = strictly(bytes, 0, bytes.length, StandardCharsets.UTF_8);
        if (utf8.isPresent()) {
            return utf8.get();
        }
        Charset guess = CharsetGuess.of(bytes, 0, bytes.length);
        findings.add(
                FindingKind.GUESSED_CHARSET, place.get() + " as " + guess.name().toLowerCase(Locale.ROOT));
        return new String(bytes, guess);
    }

    private static String brokenUtf8(byte[] bytes) {
        boolean cut = CharsetGuess.isMostlyUtf8(bytes, 0, bytes.length);
        return new String(bytes, cut ? StandardCharsets.UTF_8 : WINDOWS_1252);
    }

    private static Optional<String> strictly(byte[] bytes, int from, int to, Charset charset) {
        // Much faster than a decoder that reports: only where a replacement stands must be looked at more closely.
        String text = new String(bytes, from, to - from, charset);
        if (text.indexOf('\ufffd') < 0) {
            return Optional.of(text);
        }
        // A replacement that the text had itself starts with this byte.
        if (charset.equals(StandardCharsets.UTF_8) && !ByteScan.hasByte((byte) 0xef, bytes, from, to)) {
            return Optional.empty();
        }
        // Not by the decode() that throws: to make an exception costs more than to decode.
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer source = ByteBuffer.wrap(bytes, from, to - from);
        CharBuffer passedOver = CharBuffer.allocate(CHECKED_LENGTH);
        CoderResult end = decoder.decode(source, passedOver, true);
        while (end.isOverflow()) {
            end = decoder.decode(source, passedOver.clear(), true);
        }
        return end.isUnderflow() ? Optional.of(text) : Optional.empty();
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
        char[] letters = text.toCharArray();
        int dirty = firstDirty(letters);
        if (dirty == letters.length) {
            return text;
        }
        int length = dirty;
        for (int i = dirty; i < letters.length; i++) {
            char c = letters[i];
            char next = i + 1 < letters.length ? letters[i + 1] : 'x';
            if (Character.isHighSurrogate(c) && Character.isLowSurrogate(next)) {
                letters[length++] = c;
                letters[length++] = next;
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                letters[length++] = '\ufffd';
            } else if (c != '\r') {
                letters[length++] = c;
            } else if (next != '\n' && !(next == '\r' && i + 2 < letters.length && letters[i + 2] == '\n')) {
                letters[length++] = '\n';
            }
        }
        return new String(letters, 0, length);
    }

    private static int firstDirty(char[] letters) {
        int i = 0;
        while (i < letters.length && letters[i] != 0 && letters[i] != '\r' && !Character.isSurrogate(letters[i])) {
            i++;
        }
        return i;
    }
}
