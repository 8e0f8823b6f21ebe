package dev.rebound.parse.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads an mbox (RFC 4155) message by message, however many there are: what is held is one message and a window of
 * {@link #LINE_OCTETS_MAX} octets. What does not start as an mbox does is one message.
 *
 * <p>A message starts at a line {@code From sender date} that opens the file or follows an empty line; the date is asked for,
 * because texts of messages contain such lines without one. Behind a colon it opens a message that a report quotes
 * with its {@code From } line ("bounced mail:"). Such a line longer than the window is text.
 *
 * <p>For one thread; does not close the stream.
 */
public final class MboxReader {

    /** Octets of a line that is looked at as a whole. */
    static final int LINE_OCTETS_MAX = 64 * 1024;

    /** Behind a line end there may be two octets more of it, see {@link Lines}. */
    private static final int LINE_END_OCTETS_MAX = 3;

    private final InputStream in;
    private final int octetsMax;
    private final byte[] window = new byte[LINE_OCTETS_MAX + LINE_END_OCTETS_MAX];
    private int from;
    private int limit;
    private boolean isEnded;

    private byte[] message = new byte[1024];
    private int length;
    private boolean isBegun;
    private boolean isMbox;
    private boolean isGiven;
    private boolean isOver;

    /** What is known of the line before this one, or of the part before this one of a longer line. */
    private boolean isInLine;

    private boolean afterEmpty = true;
    private boolean quoted;

    /**
     * Reads from a stream.
     *
     * @param octetsMax of a message; of a longer one so many and one more are given, and the rest is passed over
     */
    public MboxReader(InputStream in, int octetsMax) {
        this.in = in;
        this.octetsMax = Math.min(octetsMax, Integer.MAX_VALUE - 16);
    }

    /**
     * The next message, without its {@code From } line; empty when all have been given. There is one at least.
     *
     * @throws IOException if the stream fails
     */
    public Optional<byte[]> next() throws IOException {
        while (!isOver) {
            fill();
            if (from == limit) {
                isOver = true;
                return length > 0 || !isGiven ? Optional.of(finished()) : Optional.empty();
            }
            Lines lines = new Lines(window, from, limit);
            lines.advance();
            boolean isWhole = isEnded || lines.end() + LINE_END_OCTETS_MAX <= limit;
            Optional<byte[]> before = take(lines, isWhole);
            if (before.isPresent()) {
                return before;
            }
        }
        return Optional.empty();
    }

    /** Takes a line, or as much of one as is in the window; gives the message that ends before it. */
    private Optional<byte[]> take(Lines line, boolean isWhole) {
        int end = isWhole ? line.next() : limit - LINE_END_OCTETS_MAX;
        boolean opens = isWhole && !isInLine && afterEmpty && !quoted && MboxSplitter.isFromLine(window, line);
        boolean isFirst = !isBegun;
        isBegun = true;
        if (isFirst) {
            isMbox = opens;
        }
        Optional<byte[]> before = Optional.empty();
        if (!opens || !isMbox) {
            add(from, end);
        } else if (length > 0) {
            before = Optional.of(finished());
        }
        look(line, isWhole, end);
        from = end;
        return before;
    }

    private void look(Lines line, boolean isWhole, int end) {
        int textEnd = isWhole ? line.end() : end;
        if (textEnd > from) {
            quoted = window[textEnd - 1] == ':';
        }
        afterEmpty = isWhole && !isInLine && line.isEmpty();
        isInLine = !isWhole;
    }

    private void add(int start, int end) {
        int octets = Math.min(end - start, octetsMax + 1 - length);
        if (length + octets > message.length) {
            message = Arrays.copyOf(message, Math.min(octetsMax + 1, Math.max(length + octets, 2 * message.length)));
        }
        System.arraycopy(window, start, message, length, octets);
        length += octets;
    }

    private byte[] finished() {
        byte[] all = Arrays.copyOf(message, length);
        length = 0;
        isGiven = true;
        if (message.length > LINE_OCTETS_MAX) {
            message = new byte[1024];
        }
        return all;
    }

    /** Moves what is left to the front and fills up, unless a line that was not looked at is whole already. */
    private void fill() throws IOException {
        if (isEnded || hasLine()) {
            return;
        }
        System.arraycopy(window, from, window, 0, limit - from);
        limit -= from;
        from = 0;
        int read = in.readNBytes(window, limit, window.length - limit);
        limit += read;
        isEnded = limit < window.length;
    }

    private boolean hasLine() {
        return from < limit && ByteScan.lineEnd(window, from, limit) + LINE_END_OCTETS_MAX <= limit;
    }
}
