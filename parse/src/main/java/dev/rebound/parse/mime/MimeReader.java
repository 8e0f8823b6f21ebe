package dev.rebound.parse.mime;

import dev.rebound.parse.finding.FindingKind;
import dev.rebound.parse.finding.Findings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Reads a message into a tree of parts in one pass over its lines.
 *
 * <p>The open parts are a stack of at most {@link MimeLimits#DEPTH_MAX}; each line that starts with two
 * dashes is compared with the boundaries on it, innermost first, so a boundary that belongs to an outer
 * multipart ends the inner ones that forgot to close (RFC 2046, section 5.1.2). Nothing recurses and nothing
 * is read twice but two bounded exceptions, put on a work list: messages inside that are transfer encoded
 * against RFC 2046 (section 5.2.1), and multiparts whose boundary is missing or wrong.
 *
 * <p>Not thread-safe: one for each message.
 */
public final class MimeReader {

    /** A message that has none of these is a text without headers. */
    private static final List<String> KNOWN_HEADERS = List.of(
            "from",
            "to",
            "subject",
            "date",
            "received",
            "message-id",
            "content-type",
            "mime-version",
            "return-path",
            "sender",
            "reply-to",
            "delivered-to",
            "content-transfer-encoding",
            "auto-submitted",
            "x-mailer");

    private final Findings findings;
    private final Deque<Part> toReadAgain = new ArrayDeque<>();
    private int parts;
    private int headers;
    private int boundarySearches;
    private int encodedMessages;

    private MimeReader(Findings findings) {
        this.findings = findings;
    }

    /** Reads a message; whatever is odd about it goes to {@code findings}. */
    public static Part read(byte[] content, Findings findings) {
        MimeReader reader = new MimeReader(findings);
        Part root = new Part(content);
        reader.new Pass(content).readMessage(root);
        reader.readAgain();
        return root;
    }

    private void readAgain() {
        while (!toReadAgain.isEmpty()) {
            Part part = toReadAgain.poll();
            if (part.type().isMultipart()) {
                readWithGuessedBoundary(part);
            } else if (encodedMessages++ < MimeLimits.ENCODED_MESSAGES_MAX) {
                byte[] decoded = part.content(part.bodyEnd(), findings);
                Part message = part.child(decoded, 0);
                new Pass(decoded).readMessage(message);
            }
        }
    }

    /** The first line of two dashes that a header follows is taken for the boundary. */
    private void readWithGuessedBoundary(Part part) {
        byte[] source = part.source();
        int limit = Math.min(part.bodyEnd(), part.bodyStart() + MimeLimits.BOUNDARY_SEARCH_BYTES_MAX);
        if (boundarySearches++ < MimeLimits.BOUNDARY_SEARCHES_MAX) {
            Lines lines = new Lines(source, part.bodyStart(), limit);
            int start = -1;
            int end = -1;
            while (lines.advance()) {
                if (start >= 0 && (lines.isEmpty() || lines.colon() > 0)) {
                    Boundary boundary = new Boundary(part, source, start, end);
                    new Pass(source).readParts(part, boundary);
                    return;
                }
                boolean candidate = lines.startsWithDashes()
                        && !lines.isBlank()
                        && lines.end() - lines.start() <= MimeLimits.BOUNDARY_BYTES_MAX;
                start = candidate ? lines.start() + 2 : -1;
                end = lines.end();
            }
        }
        part.readAsText();
    }

    /** A multipart that is open, and the bytes of its boundary without the dashes. */
    private static final class Boundary {
        private final Part part;
        private final byte[] source;
        private final int start;
        private final int end;
        private boolean found;

        Boundary(Part part, byte[] source, int start, int end) {
            this.part = part;
            this.source = source;
            this.start = start;
            int last = end;
            while (last > start && source[last - 1] == ' ') {
                last--;
            }
            this.end = last;
        }

        boolean matches(byte[] bytes, Lines line) {
            int length = end - start;
            if (line.end() - line.start() < length + 2) {
                return false;
            }
            for (int i = 0; i < length; i++) {
                if (bytes[line.start() + 2 + i] != source[start + i]) {
                    return false;
                }
            }
            return onlySpaceOrDashes(bytes, line.start() + 2 + length, line.end());
        }

        boolean closes(byte[] bytes, Lines line) {
            int after = line.start() + 2 + end - start;
            return line.end() - after >= 2 && bytes[after] == '-' && bytes[after + 1] == '-';
        }

        private static boolean onlySpaceOrDashes(byte[] bytes, int from, int to) {
            for (int i = from; i < to; i++) {
                if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '-') {
                    return false;
                }
            }
            return true;
        }
    }

    /** One pass over a range of bytes. */
    private final class Pass {

        private final byte[] bytes;
        private final Deque<Boundary> boundaries = new ArrayDeque<>();
        private final Deque<Part> open = new ArrayDeque<>();
        private int limit;
        private Lines lines;
        private int contentStart;

        Pass(byte[] bytes) {
            this.bytes = bytes;
            this.limit = bytes.length;
            this.lines = new Lines(bytes, 0, limit);
        }

        void readMessage(Part root) {
            boolean skipped = false;
            while (lines.advance() && (lines.isBlank() || lines.startsWith("From ") || lines.startsWith(">From "))) {
                skipped |= lines.isBlank();
            }
            if (skipped) {
                findings.add(FindingKind.BLANK_LINES_BEFORE_HEADERS, root.placeOfFinding());
            }
            lines = new Lines(bytes, lines.start(), limit);
            enter(root);
            readBody();
        }

        void readParts(Part multipart, Boundary boundary) {
            limit = multipart.bodyEnd();
            lines = new Lines(bytes, multipart.bodyStart(), limit);
            open.push(multipart);
            boundaries.push(boundary);
            readBody();
        }

        private void readBody() {
            boolean limited = parts >= MimeLimits.PARTS_MAX;
            // Only boundaries are looked for: what nothing can end reaches to the end.
            while (limited ? lines.advance() : !boundaries.isEmpty() && lines.advanceToDashes()) {
                boolean boundary = lines.startsWithDashes() && boundary();
                if (limited && !boundary) {
                    findings.add(FindingKind.TOO_MANY_PARTS, "message");
                    break;
                }
                limited = parts >= MimeLimits.PARTS_MAX;
            }
            if (!limited) {
                lines.skipAll();
            }
            while (!open.isEmpty()) {
                close(limited ? lines.start() : lines.next());
            }
        }

        /** Whether the line is a boundary of an open multipart; if so, acts on it. */
        private boolean boundary() {
            for (Boundary candidate : boundaries) {
                if (candidate.matches(bytes, lines)) {
                    int contentEnd = Math.max(contentStart, lines.endOfLineBefore(contentStart));
                    while (boundaries.peek() != candidate) {
                        close(contentEnd);
                    }
                    while (open.peek() != candidate.part) {
                        close(contentEnd);
                    }
                    candidate.found = true;
                    if (candidate.closes(bytes, lines)) {
                        candidate.part.bodyEnd(lines.start());
                        boundaries.pop();
                    } else {
                        enterChild(candidate.part, lines.next());
                    }
                    contentStart = lines.end();
                    return true;
                }
            }
            return false;
        }

        private void enterChild(Part parent, int at) {
            if (parts >= MimeLimits.PARTS_MAX) {
                return;
            }
            enter(parent.child(bytes, at));
        }

        /** Reads the headers of a part and of the messages that open right behind them. */
        private void enter(Part first) {
            Part part = first;
            while (true) {
                parts++;
                open.push(part);
                readHeaders(part);
                ContentType type = part.type();
                boolean nests = type.isMultipart() || type.isMessage();
                if (nests && part.depth() >= MimeLimits.DEPTH_MAX) {
                    findings.add(FindingKind.TOO_DEEP, "depth " + MimeLimits.DEPTH_MAX);
                    part.readAsText();
                    return;
                }
                if (type.isMultipart()) {
                    openMultipart(part);
                }
                if (!type.isMessage() || part.isEncoded() || parts >= MimeLimits.PARTS_MAX) {
                    return;
                }
                part = part.child(bytes, part.bodyStart());
            }
        }

        private void openMultipart(Part part) {
            byte[] boundary = part.type()
                    .parameter("boundary")
                    .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                    .orElse(new byte[0]);
            if (boundary.length == 0 || boundary.length > MimeLimits.BOUNDARY_BYTES_MAX) {
                findings.add(FindingKind.NO_BOUNDARY, part.placeOfFinding());
                return;
            }
            boundaries.push(new Boundary(part, boundary, 0, boundary.length));
        }

        private void readHeaders(Part part) {
            Headers.HeaderBlock block = new Headers.HeaderBlock(bytes, part, findings);
            int begin = part.isOutermost() ? lines.start() : part.bodyStart();
            int bodyStart = begin;
            Lines ahead = new Lines(bytes, begin, limit);
            while (ahead.advance()) {
                if (ahead.start() == begin && ahead.startsWith("From ") && ahead.colon() < 0) {
                    continue; // the line that an mbox puts above a message
                }
                if (ahead.isEmpty()) {
                    bodyStart = ahead.next();
                    break;
                }
                boolean ends = ahead.startsWithDashes() && atOpenBoundary(ahead);
                if (ends || (!block.line(ahead) && !passesOver(block, ahead))) {
                    bodyStart = ahead.start();
                    break;
                }
                bodyStart = ahead.next();
            }
            finishHeaders(part, block, begin, bodyStart);
        }

        private boolean atOpenBoundary(Lines ahead) {
            for (Boundary candidate : boundaries) {
                if (candidate.matches(bytes, ahead)) {
                    return true;
                }
            }
            return false;
        }

        /** A broken line among headers is passed over if the next line is a header again. */
        private boolean passesOver(Headers.HeaderBlock block, Lines line) {
            if (block.isEmpty()) {
                return false;
            }
            Lines after = new Lines(bytes, line.next(), limit);
            boolean header = after.advance() && after.colon() > 0;
            if (header) {
                block.note(FindingKind.BROKEN_HEADER_LINE);
            }
            return header;
        }

        private void finishHeaders(Part part, Headers.HeaderBlock block, int begin, int bodyStart) {
            Headers read = block.close();
            headers += read.size();
            boolean message = part.isOutermost();
            if (headers > MimeLimits.HEADERS_TOTAL_MAX) {
                findings.add(FindingKind.TOO_MANY_HEADERS, "message");
                read = Headers.NONE;
            }
            if (message && !read.hasAny(KNOWN_HEADERS)) {
                findings.add(FindingKind.NO_HEADERS, "message");
                part.headersEnd(Headers.NONE, ContentType.TEXT_PLAIN, begin);
            } else {
                part.headersEnd(read, read.contentType(), bodyStart);
            }
            lines = new Lines(bytes, part.bodyStart(), limit);
            contentStart = part.bodyStart();
        }

        private void close(int contentEnd) {
            Part part = open.pop();
            if (part.bodyEnd() == part.bodyStart()) {
                part.bodyEnd(contentEnd);
            }
            Boundary boundary = boundaries.peek();
            if (boundary != null && boundary.part == part) {
                boundaries.pop();
                findings.add(
                        boundary.found ? FindingKind.UNCLOSED_MULTIPART : FindingKind.BOUNDARY_NOT_FOUND,
                        part.placeOfFinding());
            }
            boolean unread = part.type().isMultipart() && part.isLeaf() && part.rawLength() > 0;
            boolean encoded = part.type().isMessage() && part.isLeaf() && part.isEncoded();
            if (unread || encoded) {
                toReadAgain.add(part);
            }
        }
    }
}
