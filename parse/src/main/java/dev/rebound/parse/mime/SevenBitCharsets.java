package dev.rebound.parse.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Two charsets that write other letters in ASCII and that the JDK lacks: UTF-7 (RFC 2152), in which old Exchange
 * servers report, and HZ-GB-2312 (RFC 1843), once usual in Chinese mail. Both read leniently, in one pass: what is
 * no such sequence stays as it stands.
 */
final class SevenBitCharsets {

    private static final Charset GB18030 = Charset.forName("GB18030");

    private SevenBitCharsets() {}

    /** Whether a name means one of the two. */
    static boolean knows(String name) {
        return isUtf7(name) || isHz(name);
    }

    private static boolean isUtf7(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        return plain.equals("utf-7") || plain.equals("unicode-1-1-utf-7");
    }

    private static boolean isHz(String name) {
        return name.strip().equalsIgnoreCase("hz-gb-2312");
    }

    /** Decodes bytes of a charset that is {@linkplain #knows known}. */
    static String decode(byte[] bytes, String name) {
        return isUtf7(name) ? utf7(bytes) : hz(bytes);
    }

    /** {@code +} opens base64 of UTF-16, {@code -} or any other character ends it; {@code +-} is a plus. */
    private static String utf7(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        int at = 0;
        while (at < bytes.length) {
            if (bytes[at] != '+') {
                text.append((char) (bytes[at++] & 0xff));
                continue;
            }
            int end = at + 1;
            while (end < bytes.length && isBase64(bytes[end])) {
                end++;
            }
            boolean closed = end < bytes.length && bytes[end] == '-';
            byte[] wide = TransferEncoding.base64(bytes, at + 1, end).bytes();
            if (end == at + 1) {
                text.append('+');
            } else {
                text.append(new String(wide, 0, wide.length & ~1, StandardCharsets.UTF_16BE));
            }
            at = closed ? end + 1 : end;
        }
        return text.toString();
    }

    private static boolean isBase64(byte b) {
        return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '+' || b == '/';
    }

    /** <code>~{</code> opens Chinese letters of two bytes, <code>~}</code> or the end of the line ends them. */
    private static String hz(byte[] bytes) {
        ByteArrayOutputStream eightBit = new ByteArrayOutputStream(bytes.length);
        boolean chinese = false;
        for (int i = 0; i < bytes.length; i++) {
            byte next = i + 1 < bytes.length ? bytes[i + 1] : 0;
            boolean shift = bytes[i] == '~' && (next == '{' || next == '}' || next == '~');
            if (shift) {
                chinese = next == '{' || (chinese && next == '~');
                i++;
            }
            chinese &= bytes[i] != '\n' && bytes[i] != '\r';
            if (!shift) {
                eightBit.write(chinese ? bytes[i] | 0x80 : bytes[i]);
            } else if (next == '~') {
                eightBit.write('~');
            }
        }
        return eightBit.toString(GB18030);
    }
}
