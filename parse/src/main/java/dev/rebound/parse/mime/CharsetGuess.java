package dev.rebound.parse.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The charset of bytes that nobody named one for. UTF-8 is certain where it fits, because no other text looks like it
 * by chance. Else one of seven is guessed by how the bytes above ASCII stand together:
 *
 * <ul>
 *   <li>Shift_JIS and EUC-JP, if all bytes fit and a quarter of the letters are kana: hardly a Japanese sentence has
 *       fewer, and hardly any other text has any there;
 *   <li>windows-1252, if the bytes mostly stand alone between ASCII letters, as umlauts and accents do;
 *   <li>windows-1251 or KOI8-R, if nearly all are Cyrillic letters in words of any length. The two have capital and
 *       small letters the other way round, and texts are mostly small;
 *   <li>GB18030, if all bytes fit and half of the letters are the frequent ones of its first level;
 *   <li>windows-1252, which has a letter for nearly every byte, if nothing else fits.
 * </ul>
 *
 * <p>Big5 and the Korean charset have the same shape as GB18030 and are taken for it: without a dictionary they cannot
 * be told apart, and their mailers name them. Reads at most {@link #BYTES_MAX} bytes, once for each charset.
 */
final class CharsetGuess {

    /** Bytes that are looked at; a text says in fewer what it is. */
    static final int BYTES_MAX = 16 * 1024;

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset SHIFT_JIS = Charset.forName("windows-31j");
    private static final Charset EUC_JP = Charset.forName("EUC-JP");
    private static final Charset WINDOWS_1251 = Charset.forName("windows-1251");
    private static final Charset KOI8_R = Charset.forName("KOI8-R");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** Bytes above ASCII from which on a text is long enough not to be of one shape by chance. */
    private static final int LONG_ENOUGH = 12;

    private final byte[] bytes;
    private final int from;
    private final int to;

    private CharsetGuess(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = Math.min(to, from + BYTES_MAX);
    }

    /** Of bytes that are not all ASCII. */
    static Charset of(byte[] bytes, int from, int to) {
        if (isMostlyUtf8(bytes, from, to)) {
            return StandardCharsets.UTF_8;
        }
        CharsetGuess guess = new CharsetGuess(bytes, from, to);
        if (guess.isShiftJis()) {
            return SHIFT_JIS;
        }
        if (guess.standAlone()) {
            return WINDOWS_1252;
        }
        if (guess.isEucJp()) {
            return EUC_JP;
        }
        if (guess.isCyrillic()) {
            return guess.hasMoreInUpperHalf() ? WINDOWS_1251 : KOI8_R;
        }
        return guess.isChinese() ? GB18030 : WINDOWS_1252;
    }

    private int at(int i) {
        return i < to ? bytes[i] & 0xff : 0;
    }

    /** Whether broken bytes are rare beside whole UTF-8 sequences, as where a text was cut. */
    static boolean isMostlyUtf8(byte[] bytes, int from, int to) {
        int whole = 0;
        int broken = 0;
        for (int i = ByteScan.firstHigh(bytes, from, to); i < to; i = ByteScan.firstHigh(bytes, i, to)) {
            int b = bytes[i] & 0xff;
            int length = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : b >= 0xc2 ? 2 : 0;
            boolean sequence = length > 1 && i + length <= to;
            for (int k = 1; sequence && k < length; k++) {
                sequence = (bytes[i + k] & 0xc0) == 0x80;
            }
            whole += sequence ? 1 : 0;
            broken += sequence ? 0 : 1;
            i += sequence ? length : 1;
        }
        return whole > 4 * broken;
    }

    private boolean isShiftJis() {
        int letters = 0;
        int kana = 0;
        for (int i = from; i < to; i++) {
            int b = at(i);
            boolean lead = (b >= 0x81 && b <= 0x9f) || (b >= 0xe0 && b <= 0xfc);
            boolean alone = b < 0x80 || (b >= 0xa1 && b <= 0xdf);
            if (lead && i + 1 < to) {
                int trail = at(++i);
                if (trail < 0x40 || trail == 0x7f || trail > 0xfc) {
                    return false;
                }
                letters++;
                kana += b == 0x82 || b == 0x83 ? 1 : 0;
            } else if (!alone && !lead) {
                return false;
            }
        }
        return letters > 1 && 4 * kana >= letters;
    }

    private boolean isEucJp() {
        int letters = 0;
        int kana = 0;
        for (int i = from; i < to; i++) {
            int b = at(i);
            if (b >= 0x80 && i + 1 < to) {
                boolean pair = (b == 0x8e || b >= 0xa1) && at(++i) >= 0xa1;
                if (!pair) {
                    return false;
                }
                letters++;
                kana += b == 0xa4 || b == 0xa5 ? 1 : 0;
            }
        }
        return letters > 1 && 4 * kana >= letters;
    }

    /** Whether bytes above ASCII come one by one: hardly more than one in a row. */
    private boolean standAlone() {
        int high = 0;
        int runs = 0;
        for (int i = from; i < to; i++) {
            high += at(i) >= 0x80 ? 1 : 0;
            runs += at(i) >= 0x80 && (i == from || at(i - 1) < 0x80) ? 1 : 0;
        }
        return 2 * high <= 3 * runs;
    }

    /** Letters of the two charsets stand from C0 on, but for yo; Chinese words have an even number of bytes. */
    private boolean isCyrillic() {
        int high = 0;
        int letters = 0;
        int odd = 0;
        int run = 0;
        for (int i = from; i <= to; i++) {
            int b = at(i);
            boolean yo = b == 0xa3 || b == 0xa8 || b == 0xb3 || b == 0xb8;
            high += b >= 0x80 ? 1 : 0;
            letters += b >= 0xc0 || yo ? 1 : 0;
            odd += b < 0x80 ? run & 1 : 0;
            run = b < 0x80 ? 0 : run + 1;
        }
        return 20 * letters >= 19 * high && (odd > 0 || high >= LONG_ENOUGH);
    }

    /** Small letters of windows-1251, capitals of KOI8-R. */
    private boolean hasMoreInUpperHalf() {
        int upper = 0;
        int lower = 0;
        for (int i = from; i < to; i++) {
            upper += at(i) >= 0xe0 ? 1 : 0;
            lower += at(i) >= 0xc0 && at(i) < 0xe0 ? 1 : 0;
        }
        return upper > lower;
    }

    private boolean isChinese() {
        int letters = 0;
        int frequent = 0;
        for (int i = from; i < to; i++) {
            int b = at(i);
            if (b < 0x80 || i + 1 == to) {
                continue;
            }
            int trail = at(i + 1);
            boolean four =
                    trail >= 0x30 && trail <= 0x39 && at(i + 2) >= 0x81 && at(i + 3) >= 0x30 && at(i + 3) <= 0x39;
            boolean two = trail >= 0x40 && trail != 0x7f && trail < 0xff;
            if (b == 0x80 || b == 0xff || !(two || four)) {
                return false;
            }
            letters++;
            frequent += b >= 0xb0 && b <= 0xd7 && trail >= 0xa1 ? 1 : 0;
            i += two ? 1 : 3;
        }
        return letters > 1 && 2 * frequent >= letters;
    }
}
