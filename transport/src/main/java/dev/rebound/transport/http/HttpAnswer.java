package dev.rebound.transport.http;

import dev.rebound.transport.wire.WireReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One answer of an HTTP server (RFC 9112), as far as those need it who ask a stranger's server for a small text.
 *
 * @param status 200 and so on
 * @param body as UTF-8
 * @param isCut whether the body was longer than it was read
 */
public record HttpAnswer(int status, String body, boolean isCut) {

    private static final int HEAD_OCTETS_MAX = 32 * 1024;

    /**
     * Reads one; the reader's deadline is the caller's.
     *
     * @param octetsMax of the body; what is beyond stays unread
     * @throws IOException if it is no answer, or ends too early
     */
    public static HttpAnswer read(WireReader in, int octetsMax) throws IOException {
        return new Reading(in, octetsMax).answer();
    }

    private static final class Reading {

        private final WireReader in;
        private final int octetsMax;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private int headOctets;
        private long length = -1;
        private boolean chunked;
        private boolean cut;

        Reading(WireReader in, int octetsMax) {
            this.in = in;
            this.octetsMax = octetsMax;
        }

        HttpAnswer answer() throws IOException {
            int status = status();
            for (String field = line(); !field.isEmpty(); field = line()) {
                note(field.toLowerCase(Locale.ROOT));
            }
            if (status != 204 && status != 304) {
                readBody();
            }
            return new HttpAnswer(status, body.toString(StandardCharsets.UTF_8), cut);
        }

        /** Of the final answer: what comes before it, 100 for example, is passed over. */
        private int status() throws IOException {
            while (true) {
                String line = line();
                if (!line.matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) {
                    throw new IOException("what answered does not speak HTTP/1.1");
                }
                int status = Integer.parseInt(line.substring(9, 12));
                if (status >= 200) {
                    return status;
                }
                while (!line.isEmpty()) {
                    line = line();
                }
            }
        }

        private void note(String field) throws IOException {
            int colon = field.indexOf(':');
            String name = colon < 0 ? "" : field.substring(0, colon);
            String value = field.substring(colon + 1).strip();
            switch (name) {
                case "transfer-encoding" -> chunked = value.endsWith("chunked");
                case "content-length" -> {
                    if (!value.matches("[0-9]{1,10}")) {
                        throw new IOException("content length is no number");
                    }
                    length = Long.parseLong(value);
                }
                default -> {}
            }
        }

        private void readBody() throws IOException {
            if (!chunked) {
                copy(length < 0 ? Long.MAX_VALUE : length);
                return;
            }
            for (int size = chunkSize(); size > 0 && !cut; size = chunkSize()) {
                copy(size);
                if (!cut) {
                    line();
                }
            }
        }

        private int chunkSize() throws IOException {
            String size = line().split(";", 2)[0].strip();
            if (!size.matches("[0-9A-Fa-f]{1,6}")) {
                throw new IOException("chunk size is no number");
            }
            return Integer.parseInt(size, 16);
        }

        private void copy(long octets) throws IOException {
            for (long i = 0; i < octets; i++) {
                if (body.size() == octetsMax) {
                    cut = true;
                    return;
                }
                int next = in.read();
                if (next < 0) {
                    if (octets == Long.MAX_VALUE) {
                        return;
                    }
                    throw new IOException("the answer is cut off");
                }
                body.write(next);
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0 || ++headOctets > HEAD_OCTETS_MAX) {
                    throw new IOException("the answer is cut off, or does not end");
                }
                line.append((char) next);
            }
            return line.toString().stripTrailing();
        }
    }
}
