package dev.rebound.transport.imap;

import dev.rebound.transport.wire.WireReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads responses. A server may say what it likes: words, literals, depth and the whole of a response are bounded, and what does not
 * fit ends the connection ({@link ProtocolException}). A literal's octets are read as they come, so that a size that is a lie costs
 * no memory. Not thread-safe.
 */
final class ImapReader {

    /** Octets of a response outside of literals: a header's worth of names and numbers for some hundred messages is far less. */
    static final int RESPONSE_OCTETS_MAX = 256 * 1024;
    /** Lists in lists; a body structure would be deeper, and is never asked for. */
    private static final int DEPTH_MAX = 8;

    private static final Set<String> CONDITIONS = Set.of("OK", "NO", "BAD", "BYE", "PREAUTH");

    private final WireReader in;
    private final int literalOctetsMax;
    private int octets;
    private long literalOctets;
    private int peeked = -1;

    /**
     * @param literalOctetsMax of all literals of one response
     */
    ImapReader(WireReader in, int literalOctetsMax) {
        this.in = in;
        this.literalOctetsMax = literalOctetsMax;
    }

    /** The next response; the reader's deadline is the caller's. */
    ImapResponse read() throws IOException {
        octets = 0;
        String first = word();
        if (first.equals("+")) {
            return new ImapResponse.GoOn(rest());
        }
        skipSpace();
        if (first.equals("*")) {
            return data();
        }
        String condition = word();
        if (!CONDITIONS.contains(condition)) {
            throw new ProtocolException("a response that is none of IMAP's");
        }
        skipSpace();
        return new ImapResponse.Done(first, new ImapResponse.Status(condition, rest()));
    }

    /** Of the response that was read, literals and all. */
    long octetsRead() {
        return octets + literalOctets;
    }

    private ImapResponse data() throws IOException {
        List<ImapItem> items = new ArrayList<>();
        int literals = 0;
        while (peek() != '\n') {
            ImapItem item = item(0, literals);
            literals += size(item);
            items.add(item);
            skipSpace();
            if (items.size() == 1 && CONDITIONS.contains(item.word())) {
                items.add(new ImapItem.Word(rest()));
                return new ImapResponse.Told(items);
            }
        }
        next();
        return new ImapResponse.Told(items);
    }

    private static int size(ImapItem item) {
        return switch (item) {
            case ImapItem.Octets(byte[] octets) -> octets.length;
            case ImapItem.Word ignored -> 0;
            case ImapItem.Group(List<ImapItem> items) ->
                items.stream().mapToInt(ImapReader::size).sum();
        };
    }

    private ImapItem item(int depth, int literals) throws IOException {
        return switch (peek()) {
            case '(' -> group(depth, literals);
            case '"' -> quoted();
            case '{' -> literal(literals);
            default -> new ImapItem.Word(word());
        };
    }

    private ImapItem group(int depth, int literals) throws IOException {
        if (depth >= DEPTH_MAX) {
            throw new ProtocolException("lists in lists in lists");
        }
        next();
        List<ImapItem> items = new ArrayList<>();
        int read = literals;
        skipSpace();
        while (peek() != ')') {
            if (peek() == '\n') {
                throw new ProtocolException("a list that does not end");
            }
            ImapItem item = item(depth + 1, read);
            read += size(item);
            items.add(item);
            skipSpace();
        }
        next();
        return new ImapItem.Group(items);
    }

    private ImapItem quoted() throws IOException {
        next();
        StringBuilder text = new StringBuilder();
        for (int c = next(); c != '"'; c = next()) {
            if (c == '\n') {
                throw new ProtocolException("a quoted text that does not end");
            }
            text.append((char) (c == '\\' ? next() : c));
        }
        return new ImapItem.Word(text.toString());
    }

    private ImapItem literal(int before) throws IOException {
        next();
        StringBuilder digits = new StringBuilder();
        for (int c = next(); c != '}'; c = next()) {
            if (c < '0' || c > '9' || digits.length() >= 10) {
                throw new ProtocolException("a literal without a size");
            }
            digits.append((char) c);
        }
        if (next() != '\n') {
            throw new ProtocolException("a literal that does not begin on a line of its own");
        }
        long size = digits.isEmpty() ? 0 : Long.parseLong(digits.toString());
        if (size + before > literalOctetsMax) {
            throw new ProtocolException("a literal of " + size + " octets, which is more than was asked for");
        }
        ByteArrayOutputStream read = new ByteArrayOutputStream((int) Math.min(size, 8_192));
        for (long i = 0; i < size; i++) {
            read.write(octet());
        }
        literalOctets += size;
        return new ImapItem.Octets(read.toByteArray());
    }

    /** Up to a space, the end of a list, or the end of the line. What is in brackets is part of a word: {@code BODY[HEADER]<0>}. */
    private String word() throws IOException {
        StringBuilder text = new StringBuilder();
        int brackets = 0;
        while (true) {
            int c = peek();
            boolean ends = c == '\n' || (brackets == 0 && (c == ' ' || c == ')' || c == '('));
            if (ends) {
                if (text.isEmpty() && c != '\n') {
                    next();
                }
                return text.toString();
            }
            brackets = Math.max(0, brackets + (c == '[' ? 1 : c == ']' ? -1 : 0));
            text.append((char) next());
        }
    }

    private String rest() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = next(); c != '\n'; c = next()) {
            text.append((char) c);
        }
        byte[] octetsOfText = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        return new String(octetsOfText, StandardCharsets.UTF_8).strip();
    }

    private void skipSpace() throws IOException {
        while (peek() == ' ') {
            next();
        }
    }

    private int peek() throws IOException {
        if (peeked < 0) {
            peeked = nextOfResponse();
        }
        return peeked;
    }

    private int next() throws IOException {
        int c = peek();
        peeked = -1;
        return c;
    }

    /** CR is passed over: lines end in LF for us. */
    private int nextOfResponse() throws IOException {
        int c = octet();
        while (c == '\r') {
            c = octet();
            octets++;
        }
        if (++octets > RESPONSE_OCTETS_MAX) {
            throw new ProtocolException("a response without end");
        }
        return c;
    }

    private int octet() throws IOException {
        int c = in.read();
        if (c < 0) {
            throw new EOFException("the server closed the connection");
        }
        return c;
    }
}
