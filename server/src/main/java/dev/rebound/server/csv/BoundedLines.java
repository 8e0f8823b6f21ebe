package dev.rebound.server.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Cuts text into lines (CR, LF or CRLF), never holding more of one than its limit. */
final class BoundedLines {

    private static final int BUFFER_CHARS = 32 * 1024;

    private final Reader in;
    private final int lengthMax;
    private final char[] buffer = new char[BUFFER_CHARS];
    private final Deque<Line> returned = new ArrayDeque<>();
    private int position;
    private int filled;
    private long number;
    private boolean lineFeedDone;

    BoundedLines(Reader in, int lengthMax) {
        this.in = in;
        this.lengthMax = lengthMax;
    }

    /**
     * A line without its end.
     *
     * @param number from 1
     * @param cut whether the end of it is missing because it is too long
     */
    record Line(long number, String text, boolean cut) {}

    /** The next line; empty at the end. */
    Optional<Line> next() throws IOException {
        if (!returned.isEmpty()) {
            return Optional.of(returned.removeFirst());
        }
        StringBuilder text = new StringBuilder();
        boolean cut = false;
        boolean any = false;
        for (int c = read(); c >= 0; c = read()) {
            if (c == '\n' && lineFeedDone) {
                lineFeedDone = false;
                continue;
            }
            any = true;
            lineFeedDone = c == '\r';
            if (c == '\n' || c == '\r') {
                return Optional.of(new Line(++number, text.toString(), cut));
            }
            if (text.length() < lengthMax) {
                text.append((char) c);
            } else {
                cut = true;
            }
        }
        return any ? Optional.of(new Line(++number, text.toString(), cut)) : Optional.empty();
    }

    /** Gives lines back, to be read again in this order. */
    void giveBack(Iterable<Line> lines) {
        Deque<Line> before = new ArrayDeque<>(returned);
        returned.clear();
        lines.forEach(returned::addLast);
        returned.addAll(before);
    }

    private int read() throws IOException {
        if (position == filled) {
            filled = in.read(buffer, 0, buffer.length);
            position = 0;
            if (filled <= 0) {
                filled = 0;
                return -1;
            }
        }
        return buffer[position++];
    }
}
