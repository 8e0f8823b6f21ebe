package dev.rebound.parse.mime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for bytes eight at a time. Nearly all of a returned message is passed over and never decoded, so the time
 * that reading takes is to a good part the time it takes to find line ends, and a loop over single bytes is five
 * times slower than this.
 *
 * <p>The trick is in Knuth, The Art of Computer Programming 4A, section 7.1.3: of a word in which the wanted byte
 * has been made zero by exclusive or, {@code (x - 0x01..01) & ~x & 0x80..80} has the high bit of the lowest zero
 * byte set, and none below it. It may have false ones above, which do not matter to who takes the lowest. Words are
 * read little endian, so the lowest byte is the first, whatever the machine.
 */
final class ByteScan {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final long LINE_FEEDS = ONES * '\n';
    private static final long RETURNS = ONES * '\r';
    private static final long DASHES = ONES * '-';
    private static final long SPACES = ONES * ' ';

    private ByteScan() {}

    /** Index of the first CR or LF from {@code from} on, or {@code to} if there is none before it. */
    static int lineEnd(byte[] bytes, int from, int to) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long word = (long) WORD.get(bytes, i);
            long hits = zeroBytes(word ^ LINE_FEEDS) | zeroBytes(word ^ RETURNS);
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (i < to && bytes[i] != '\n' && bytes[i] != '\r') {
            i++;
        }
        return i;
    }

    /**
     * Index of the first two dashes that open a line, or {@code to} if there are none. {@code from} must be the start of
     * a line; a line ends at CR or LF. What does not start so need not be taken apart into lines at all, and between
     * boundaries nothing does.
     */
    static int dashedLine(byte[] bytes, int from, int to) {
        int i = from;
        for (; i + 1 + Long.BYTES <= to; i += Long.BYTES) {
            long first = zeroBytes((long) WORD.get(bytes, i) ^ DASHES);
            long hits = first == 0 ? 0 : first & zeroBytes((long) WORD.get(bytes, i + 1) ^ DASHES);
            for (; hits != 0; hits &= hits - 1) {
                int at = i + (Long.numberOfTrailingZeros(hits) >>> 3);
                if (opensWithDashes(bytes, at, from)) {
                    return at;
                }
            }
        }
        while (i + 1 < to && !opensWithDashes(bytes, i, from)) {
            i++;
        }
        return i + 1 < to ? i : to;
    }

    private static boolean opensWithDashes(byte[] bytes, int at, int from) {
        boolean opens = at == from || bytes[at - 1] == '\n' || bytes[at - 1] == '\r';
        return opens && bytes[at] == '-' && bytes[at + 1] == '-';
    }

    /** Whether an ASCII byte occurs. */
    static boolean has(char ascii, byte[] bytes, int from, int to) {
        return indexOf(ascii, bytes, from, to) >= 0;
    }

    /** Index of the first of an ASCII byte, or -1. */
    static int indexOf(char ascii, byte[] bytes, int from, int to) {
        return indexOf((byte) ascii, bytes, from, to);
    }

    /** Whether a byte occurs, which need not be ASCII. */
    static boolean hasByte(byte wanted, byte[] bytes, int from, int to) {
        return indexOf(wanted, bytes, from, to) >= 0;
    }

    private static int indexOf(byte b, byte[] bytes, int from, int to) {
        long wanted = ONES * (b & 0xff);
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long hits = zeroBytes((long) WORD.get(bytes, i) ^ wanted);
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == b) {
                return i;
            }
        }
        return -1;
    }

    /** Whether no byte has its high bit set. */
    static boolean isAscii(byte[] bytes, int from, int to) {
        return firstHigh(bytes, from, to) == to;
    }

    /** Index of the first byte that has its high bit set, or {@code to} if none has. */
    static int firstHigh(byte[] bytes, int from, int to) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long hits = (long) WORD.get(bytes, i) & HIGHS;
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    /** Whether all bytes are ASCII and none is a control character: neither folds, nor NUL, nor ESC. */
    static boolean isPrintable(byte[] bytes, int from, int to) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long word = (long) WORD.get(bytes, i);
            // Of a byte below the space the subtraction sets the high bit; of others it may, but only behind such a
            // one.
            if (((word - SPACES) & ~word & HIGHS) != 0 || (word & HIGHS) != 0) {
                return false;
            }
        }
        while (i < to && bytes[i] >= ' ') {
            i++;
        }
        return i >= to;
    }

    private static long zeroBytes(long word) {
        return (word - ONES) & ~word & HIGHS;
    }
}
