package dev.rebound.transport.sandbox.mail;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a message byte by byte up to CRLF dot CRLF, and nothing else for an end: a reader that is lenient
 * here reads two messages where the sender sent one (SMTP smuggling, CVE-2023-51764).
 */
final class ContentReader {

    private enum State {
        LINE_START,
        DOT,
        DOT_CR,
        TEXT,
        CR,
        END
    }

    private final InputStream in;
    private final int bytesMax;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(8_192);
    private boolean tooLong;
    private boolean bare;

    ContentReader(InputStream in, int bytesMax) {
        this.in = in;
        this.bytesMax = bytesMax;
    }

    Content read() throws IOException {
        State state = State.LINE_START;
        while (state != State.END) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the message has no end");
            }
            state = next(state, b);
        }
        if (tooLong) {
            return new Content.TooLong();
        }
        return bare ? new Content.BareLineEnd() : new Content.Whole(kept.toByteArray());
    }

    private State next(State state, int b) {
        return switch (state) {
            case LINE_START -> b == '.' ? State.DOT : text(b);
            case DOT -> b == '\r' ? State.DOT_CR : text(b);
            case DOT_CR -> b == '\n' ? State.END : afterBareReturn(b);
            case TEXT -> text(b);
            case CR -> b == '\n' ? lineEnd() : afterBareReturn(b);
            case END -> throw new AssertionError("nothing is read after the end");
        };
    }

    private State text(int b) {
        if (b == '\r') {
            return State.CR;
        }
        bare |= b == '\n';
        keep(b);
        return State.TEXT;
    }

    private State lineEnd() {
        keep('\r');
        keep('\n');
        return State.LINE_START;
    }

    private State afterBareReturn(int b) {
        bare = true;
        return text(b);
    }

    private void keep(int b) {
        tooLong |= kept.size() == bytesMax;
        if (!tooLong) {
            kept.write(b);
        }
    }
}
