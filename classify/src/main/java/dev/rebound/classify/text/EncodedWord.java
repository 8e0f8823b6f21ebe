package dev.rebound.classify.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One encoded word, {@code =?charset?B?...?=} or {@code =?charset?Q?...?=} (RFC 2047, section 2).
 *
 * @param bytes what it holds
 * @param charset how these are read
 * @param end the index behind it
 */
@SuppressWarnings("ArrayRecordComponent") // taken apart at once, never compared
record EncodedWord(byte[] bytes, Charset charset, int end) {

    /** Characters of a charset's name and, behind an asterisk, of a language (RFC 2231, section 5). */
    private static final int NAME_LENGTH_MAX = 40;

    /** Only these names are known: who asks the JDK for a name it does not have waits long, and names are written by strangers. */
    private static final Map<String, Charset> CHARSETS = charsets();

    private static Map<String, Charset> charsets() {
        Map<String, Charset> byName = new HashMap<>();
        for (String name :
                ("utf-8 us-ascii iso-8859-1 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8"
                                + " iso-8859-9 iso-8859-13 iso-8859-15 windows-1250 windows-1251 windows-1252 windows-1253 windows-1254"
                                + " windows-1255 windows-1256 windows-1257 windows-1258 windows-874 tis-620 koi8-r koi8-u gb18030 gbk big5"
                                + " big5-hkscs euc-jp iso-2022-jp shift_jis windows-31j euc-kr iso-2022-kr")
                        .split(" ", -1)) {
            if (Charset.isSupported(name)) {
                byName.put(name, Charset.forName(name));
            }
        }
        alias(byName, "utf8", "utf-8");
        alias(byName, "ascii", "us-ascii");
        alias(byName, "latin1", "iso-8859-1");
        // the larger set is meant by who names the smaller
        alias(byName, "gb2312", "gb18030");
        alias(byName, "gbk", "gb18030");
        alias(byName, "shift_jis", "windows-31j");
        alias(byName, "iso-8859-1", "windows-1252");
        alias(byName, "ks_c_5601-1987", "euc-kr");
        return Map.copyOf(byName);
    }

    private static void alias(Map<String, Charset> byName, String name, String of) {
        Charset charset = byName.get(of);
        if (charset != null) {
            byName.put(name, charset);
        }
    }

    /** Where the content of the word begins whose {@code =?} stands at {@code open}; -1 if this is no head of a word. */
    static int behindHead(String text, int open) {
        int limit = Math.min(text.length(), open + 2 + NAME_LENGTH_MAX);
        int at = open + 2;
        while (at < limit && text.charAt(at) > ' ' && text.charAt(at) != '?') {
            at++;
        }
        return at < limit && text.charAt(at) == '?' && at + 2 < text.length() && text.charAt(at + 2) == '?'
                ? at + 3
                : -1;
    }

    /**
     * Reads a word.
     *
     * @param open where it begins
     * @param coded where its content begins
     * @param close where its content ends
     * @return null if nothing can be made of it
     */
    static @Nullable EncodedWord of(String text, int open, int coded, int close) {
        String name = text.substring(open + 2, coded - 3).toLowerCase(Locale.ROOT);
        int star = name.indexOf('*');
        Charset charset = CHARSETS.get(star < 0 ? name : name.substring(0, star));
        if (charset == null) {
            return null;
        }
        String content = text.substring(coded, close);
        byte[] bytes = switch (text.charAt(coded - 2)) {
            case 'b', 'B' -> base64(content);
            case 'q', 'Q' -> quoted(content);
            default -> null;
        };
        return bytes == null ? null : new EncodedWord(bytes, charset, close + 2);
    }

    private static byte @Nullable [] base64(String content) {
        try {
            return Base64.getMimeDecoder().decode(content.replace("=", ""));
        } catch (IllegalArgumentException cut) {
            return null;
        }
    }

    private static byte[] quoted(String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length());
        byte[] plain = content.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < plain.length; at++) {
            int high = plain[at] == '=' && at + 2 < plain.length ? Character.digit(plain[at + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(plain[at + 2], 16);
            if (low >= 0) {
                bytes.write(high << 4 | low);
                at += 2;
            } else {
                bytes.write(plain[at] == '_' ? ' ' : plain[at]);
            }
        }
        return bytes.toByteArray();
    }
}
