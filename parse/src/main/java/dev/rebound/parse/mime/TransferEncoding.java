package dev.rebound.parse.mime;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * The transfer encodings of RFC 2045 and uuencode, read leniently: bytes that do not belong are passed
 * over, an end too soon is an end. Each is one pass over its input.
 */
enum TransferEncoding {
    /** The bytes are as they are: no header, {@code 7bit}, {@code 8bit}, {@code binary}. */
    NONE,
    BASE64,
    QUOTED_PRINTABLE,
    UUENCODE,
    /** A name that no standard has. */
    UNKNOWN;

    private static final byte[] DIGITS = base64Digits();
    private static final byte[] HEX = hexDigits();

    /** The encoding that the value of a Content-Transfer-Encoding header names; none if it is empty. */
    static TransferEncoding named(String value) {
        int semicolon = value.indexOf(';');
        String name =
                (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "", "7bit", "8bit", "binary" -> NONE;
            case "base64" -> BASE64;
            case "quoted-printable" -> QUOTED_PRINTABLE;
            case "x-uuencode", "uuencode", "x-uue" -> UUENCODE;
            default -> UNKNOWN;
        };
    }

    /** Whether the bytes are others than those that were meant. */
    boolean changesBytes() {
        return this == BASE64 || this == QUOTED_PRINTABLE || this == UUENCODE;
    }

    /** @param intact false if there were bytes that do not belong, or the last group was incomplete */
    @SuppressWarnings("ArrayRecordComponent") // a result that is taken apart at once
    record Decoded(byte[] bytes, boolean intact) {}

    private static byte[] base64Digits() {
        byte[] digits = new byte[256];
        Arrays.fill(digits, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            digits[alphabet.charAt(i)] = (byte) i;
        }
        return digits;
    }

    private static byte[] hexDigits() {
        byte[] digits = new byte[256];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (byte) Character.digit(i, 16);
        }
        return digits;
    }

    static Decoded base64(byte[] bytes, int from, int to) {
        byte[] out = new byte[(to - from) / 4 * 3 + 3];
        int length = 0;
        int bits = 0;
        int held = 0;
        boolean intact = true;
        for (int i = from; i < to; i++) {
            int digit = DIGITS[bytes[i] & 0xff];
            if (digit < 0) {
                intact &= bytes[i] == '=' || bytes[i] == '\r' || bytes[i] == '\n' || bytes[i] == ' ';
                if (bytes[i] == '=') {
                    held = 0;
                    bits = 0;
                }
                continue;
            }
            held = (held << 6 | digit) & 0xffffff;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                out[length++] = (byte) (held >> bits);
            }
        }
        return new Decoded(Arrays.copyOf(out, length), intact && bits < 6);
    }

    static byte[] quotedPrintable(byte[] bytes) {
        return quotedPrintable(bytes, 0, bytes.length);
    }

    static byte[] quotedPrintable(byte[] bytes, int from, int to) {
        byte[] out = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            int high = bytes[i] == '=' && i + 2 < to ? hex(bytes[i + 1]) : -1;
            int low = high < 0 ? -1 : hex(bytes[i + 2]);
            if (low >= 0) {
                out[length++] = (byte) (high << 4 | low);
                i += 2;
            } else if (bytes[i] == '=' && softBreak(bytes, i + 1, to) >= 0) {
                i = softBreak(bytes, i + 1, to) - 1;
            } else {
                int next = ByteScan.indexOf('=', bytes, i + 1, to);
                int end = next < 0 ? to : next;
                System.arraycopy(bytes, i, out, length, end - i);
                length += end - i;
                i = end - 1;
            }
        }
        return Arrays.copyOf(out, length);
    }

    /** Where the line after a soft line break starts, or -1 if this is none. */
    private static int softBreak(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && i < from + 8 && (bytes[i] == ' ' || bytes[i] == '\t')) {
            i++;
        }
        if (i >= to) {
            return i;
        }
        if (bytes[i] == '\r') {
            return i + 1 < to && bytes[i + 1] == '\n' ? i + 2 : i + 1;
        }
        return bytes[i] == '\n' ? i + 1 : -1;
    }

    private static int hex(byte digit) {
        return HEX[digit & 0xff];
    }

    /** The first file of a uuencoded text; what stands before {@code begin} and after {@code end} is left out. */
    static byte[] uuencoded(byte[] bytes, int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Lines lines = new Lines(bytes, from, to);
        boolean inside = false;
        while (lines.advance()) {
            if (!inside) {
                inside = lines.startsWith("begin ");
            } else if (lines.startsWith("end") || lines.isEmpty()) {
                break;
            } else {
                uuencodedLine(bytes, lines.start(), lines.end(), out);
            }
        }
        return out.toByteArray();
    }

    private static void uuencodedLine(byte[] bytes, int start, int end, ByteArrayOutputStream out) {
        int wanted = bytes[start] - ' ' & 0x3f;
        int bits = 0;
        int held = 0;
        for (int i = start + 1; i < end && wanted > 0; i++) {
            held = (held << 6 | (bytes[i] - ' ' & 0x3f)) & 0xffffff;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                out.write(held >> bits);
                wanted--;
            }
        }
    }
}
