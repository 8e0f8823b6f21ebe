package dev.rebound.parse.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ByteScanTest {

    private static final long SEED = 20_261_124;
    /** Bytes that look alike once masks and subtractions have been at them. */
    private static final byte[] TRICKY = {'\n', '\r', 0, 1, 9, 11, 12, 14, 0x1b, 31, ' ', 'a', 127, -128, -118, -115, -1
    };

    @Test
    void eightBytesAtATimeFindWhatOneAtATimeFinds() {
        Random random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            boolean sparse = random.nextBoolean();
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = sparse && random.nextInt(20) > 0 ? (byte) 'x' : TRICKY[random.nextInt(TRICKY.length)];
            }
            int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            int to = from + random.nextInt(bytes.length - from + 1);
            String message = "seed " + SEED + ", round " + round;
            assertEquals(lineEnd(bytes, from, to), ByteScan.lineEnd(bytes, from, to), message);
            assertEquals(escape(bytes, from, to), ByteScan.indexOf((char) 0x1b, bytes, from, to), message);
            assertEquals(ascii(bytes, from, to), ByteScan.isAscii(bytes, from, to), message);
            assertEquals(printable(bytes, from, to), ByteScan.isPrintable(bytes, from, to), message);
        }
    }

    private static int lineEnd(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != '\n' && bytes[i] != '\r') {
            i++;
        }
        return i;
    }

    private static int escape(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == 0x1b) {
                return i;
            }
        }
        return -1;
    }

    private static boolean printable(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < ' ') {
                return false;
            }
        }
        return true;
    }

    private static boolean ascii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
