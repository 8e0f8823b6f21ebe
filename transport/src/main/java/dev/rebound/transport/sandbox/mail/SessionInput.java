package dev.rebound.transport.sandbox.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads what a client sends: commands, and messages. */
final class SessionInput {

    /** Longest command line, in bytes; RFC 5321 (section 4.5.3.1.4) asks for 512. */
    static final int COMMAND_BYTES_MAX = 4_096;

    private final BufferedInputStream in;

    SessionInput(InputStream in) {
        this.in = new BufferedInputStream(in, 16_384);
    }

    /** A command without its line end; empty if the client hung up. */
    Optional<String> command() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return Optional.of(line.toString(StandardCharsets.UTF_8).stripTrailing());
            }
            if (line.size() == COMMAND_BYTES_MAX) {
                throw new Violation("500 5.5.6 Line too long");
            }
            line.write(b);
        }
        return Optional.empty();
    }

    /** Whether the client has sent more than was read: it pipelines, and can wait for its replies. */
    boolean hasMore() throws IOException {
        return in.available() > 0;
    }

    /** The message that follows, at most so many bytes of it. */
    Content content(int bytesMax) throws IOException {
        return new ContentReader(in, bytesMax).read();
    }

    /** The client says something that no dialogue can go on after. */
    static final class Violation extends IOException {
        private final String reply;

        /** @param reply what to answer before the connection is closed */
        Violation(String reply) {
            super(reply);
            this.reply = reply;
        }

        String reply() {
            return reply;
        }
    }
}
