package dev.rebound.transport.server;

import dev.rebound.transport.wire.WireReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One line of a client. Only CRLF ends it: a server that takes a bare LF or CR for a line end sees
 * commands where another server saw text, which is how mail is smuggled past a check.
 */
sealed interface CommandLine {

    /** Octets of a command line with its CRLF; RFC 5321 (4.5.3.1.4) asks for 512, extensions add to it. */
    int OCTETS_MAX = 2_048;

    /** A complete line without its CRLF, read as UTF-8 (RFC 6531), of which ASCII is a part. */
    record Text(String text) implements CommandLine {}

    /** A bare CR or LF, or a NUL. */
    record Malformed() implements CommandLine {}

    record TooLong() implements CommandLine {}

    record NotUtf8() implements CommandLine {}

    /** The client has closed the connection. */
    record EndOfStream() implements CommandLine {}

    static CommandLine read(WireReader reader) throws IOException {
        byte[] line = new byte[128];
        for (int length = 0; length < OCTETS_MAX - 1; length++) {
            int next = reader.read();
            if (next == '\r') {
                return reader.read() == '\n' ? decode(line, length) : new Malformed();
            }
            if (next < 0) {
                return new EndOfStream();
            }
            if (next == '\n' || next == 0) {
                return new Malformed();
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, OCTETS_MAX);
            }
            line[length] = (byte) next;
        }
        return new TooLong();
    }

    private static CommandLine decode(byte[] line, int length) {
        try {
            return new Text(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line, 0, length))
                    .toString());
        } catch (CharacterCodingException broken) {
            return new NotUtf8();
        }
    }
}
