package dev.rebound.transport.smtp;

import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.transport.wire.WireReader;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads one complete reply (RFC 5321, section 4.2). Servers are forgiven a bare LF and lines over the 512
 * octets of the RFC, because their words are our evidence; what has no reply code or no end is not a reply.
 */
final class ReplyReader {

    /** Octets of one line. */
    static final int LINE_OCTETS_MAX = 8 * 1024;
    /** Lines of one reply. */
    static final int LINES_MAX = 200;
    /** Octets of one reply. */
    static final int REPLY_OCTETS_MAX = 64 * 1024;

    private static final int CODE_DIGITS = 3;

    private final WireReader in;

    ReplyReader(WireReader in) {
        this.in = in;
    }

    /**
     * Reads up to the last line of a reply. Lines of one reply should agree on its code; where they do
     * not, the last one counts.
     *
     * @throws ProtocolException if what comes is no reply
     * @throws EOFException if the server closes the connection before the end of the reply
     */
    SmtpReply read() throws IOException {
        List<String> texts = new ArrayList<>();
        int octets = 0;
        while (texts.size() < LINES_MAX) {
            byte[] line = line();
            octets += line.length;
            if (octets > REPLY_OCTETS_MAX) {
                break;
            }
            int code = code(line);
            texts.add(text(line));
            if (line.length == CODE_DIGITS || line[CODE_DIGITS] != '-') {
                return new SmtpReply(code, texts);
            }
        }
        throw new ProtocolException("reply does not end");
    }

    private byte[] line() throws IOException {
        byte[] line = new byte[256];
        for (int length = 0; length < LINE_OCTETS_MAX; length++) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("connection closed");
            }
            if (next == '\n') {
                int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                return Arrays.copyOf(line, end);
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, Math.min(2 * length, LINE_OCTETS_MAX));
            }
            line[length] = (byte) next;
        }
        throw new ProtocolException("reply line does not end");
    }

    private static int code(byte[] line) throws ProtocolException {
        boolean separated = line.length == CODE_DIGITS
                || (line.length > CODE_DIGITS && (line[CODE_DIGITS] == ' ' || line[CODE_DIGITS] == '-'));
        int code = separated ? digits(line) : -1;
        if (code < 200 || code > 599) {
            throw new ProtocolException("not a reply");
        }
        return code;
    }

    private static int digits(byte[] line) {
        int value = 0;
        for (int i = 0; i < CODE_DIGITS; i++) {
            if (line[i] < '0' || line[i] > '9') {
                return -1;
            }
            value = 10 * value + line[i] - '0';
        }
        return value;
    }

    /** Text that is not UTF-8 is read so that its bytes can be had back; control characters are not kept. */
    private static String text(byte[] line) {
        int start = Math.min(CODE_DIGITS + 1, line.length);
        ByteBuffer octets = ByteBuffer.wrap(line, start, line.length - start);
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
        } catch (CharacterCodingException notUtf8) {
            text = new String(line, start, line.length - start, StandardCharsets.ISO_8859_1);
        }
        return text.chars().anyMatch(ReplyReader::isControl)
                ? text.codePoints()
                        .map(c -> isControl(c) ? '\ufffd' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : text;
    }

    private static boolean isControl(int c) {
        return (c < ' ' && c != '\t') || c == 0x7f;
    }
}
