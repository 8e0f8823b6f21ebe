package dev.rebound.transport.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Reads a socket byte by byte out of a buffer, under a deadline.
 *
 * <p>A socket's own timeout starts anew with every byte, so that a peer that sends one byte a second is
 * never late. Here the deadline is a moment: whoever reads says once how long the whole of what is
 * expected may take. Not thread-safe.
 */
public final class WireReader {

    private static final int BUFFER_BYTES = 8 * 1024;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer;
    private int position;
    private int end;
    private long deadlineNanos = System.nanoTime();

    /**
     * @param socket plain or TLS; stays the caller's to close
     * @throws IOException if the socket is closed already
     */
    public WireReader(Socket socket) throws IOException {
        this(socket, BUFFER_BYTES);
    }

    /**
     * The same for whoever has very many of them that wait.
     *
     * @param bufferOctets read at a time, at most
     */
    public WireReader(Socket socket, int bufferOctets) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.buffer = new byte[bufferOctets];
    }

    /** From now on, reads fail with {@link SocketTimeoutException} once this time is over. */
    public void allow(Duration time) {
        deadlineNanos = System.nanoTime() + time.toNanos();
    }

    /**
     * The next byte, 0 to 255, or -1 at the end of the stream.
     *
     * @throws SocketTimeoutException at the deadline
     */
    public int read() throws IOException {
        if (position == end && !fill()) {
            return -1;
        }
        return buffer[position++] & 0xff;
    }

    /** Takes back the octet that was read last: the next {@link #read} gives it again. */
    public void unread() {
        if (position == 0) {
            throw new IllegalStateException("nothing was read");
        }
        position--;
    }

    private boolean fill() throws IOException {
        long millis = (deadlineNanos - System.nanoTime()) / NANOS_PER_MILLI;
        if (millis <= 0) {
            throw new SocketTimeoutException("deadline passed");
        }
        socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
        int count = in.read(buffer, 0, buffer.length);
        position = 0;
        end = Math.max(0, count);
        return count > 0;
    }

    /** Whether bytes have come that nobody has read: unsolicited, or pipelined. */
    public boolean hasPending() throws IOException {
        return hasBuffered() || in.available() > 0;
    }

    /** Whether the next {@link #read} will not wait. */
    public boolean hasBuffered() {
        return position < end;
    }

    /**
     * Forgets what has been received but not read: whatever came in clear before a TLS handshake must
     * not count as said inside it (RFC 3207, section 6).
     */
    public void discardBuffered() {
        position = end;
    }
}
