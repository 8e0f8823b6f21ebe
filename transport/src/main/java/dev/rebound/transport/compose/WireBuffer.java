package dev.rebound.transport.compose;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that a message is written into, and how long its last line is. For one thread. */
final class WireBuffer {

    private static final byte[] SOFT_BREAK = {'=', '\r', '\n'};
    private static final byte[] LINE_END = {'\r', '\n'};

    private byte[] octets;
    private int size;
    private int column;

    WireBuffer(int expectedOctets) {
        this.octets = new byte[expectedOctets];
    }

    /** Octets of the line that has been begun. */
    int column() {
        return column;
    }

    int size() {
        return size;
    }

    /** Appends within a line. */
    void put(char octet) {
        if (size == octets.length) {
            grow(1);
        }
        octets[size++] = (byte) octet;
        column++;
    }

    /** Ends a line for good. */
    void endLine() {
        lines(LINE_END);
    }

    /** Ends a line of quoted-printable that goes on (RFC 2045, section 6.7, rule 5). */
    void breakSoftly() {
        lines(SOFT_BREAK);
    }

    /** Appends up to the end of a line. */
    void lines(String lines) {
        lines(lines.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends up to the end of a line. */
    void lines(byte[] lines) {
        stretch(lines, 0);
    }

    /** Appends a stretch after which the line is this long. */
    void stretch(byte[] stretch, int columnAfter) {
        if (size + stretch.length > octets.length) {
            grow(stretch.length);
        }
        System.arraycopy(stretch, 0, octets, size, stretch.length);
        size += stretch.length;
        column = columnAfter;
    }

    private void grow(int room) {
        octets = Arrays.copyOf(octets, Math.max(size + room, 2 * octets.length));
    }

    byte[] toBytes() {
        return size == octets.length ? octets : Arrays.copyOf(octets, size);
    }
}
