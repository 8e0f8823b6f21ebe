package dev.rebound.parse.mime;

import dev.rebound.parse.finding.FindingKind;
import dev.rebound.parse.finding.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The headers of a message or part, in order. Names are asked for in lower case. */
public final class Headers {

    /** No headers at all. */
    public static final Headers NONE = new Headers(List.of());

    private final List<Header> all;

    Headers(List<Header> all) {
        this.all = all;
    }

    /**
     * Reads a block of header-like lines, as in text/rfc822-headers or quoted in a text. Lines that are
     * no headers are passed over; reading stops at the first empty line that has headers before it.
     */
    public static Headers parse(byte[] block) {
        HeaderBlock headers = new HeaderBlock(block, "headers", new Findings());
        Lines lines = new Lines(block, 0, block.length);
        while (lines.advance()) {
            if (lines.isBlank() && !headers.isEmpty()) {
                break;
            }
            headers.line(lines);
        }
        return headers.close();
    }

    public List<Header> all() {
        return List.copyOf(all);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public boolean has(String name) {
        return find(name).isPresent();
    }

    /** The decoded value of the first header of this name. */
    public Optional<String> first(String name) {
        return find(name).map(Header::value);
    }

    /** The decoded value of the first header of this name, or nothing to read. */
    public String text(String name) {
        return first(name).orElse("");
    }

    /** The decoded values of all headers of this name. */
    public List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (Header header : all) {
            if (header.name().equals(name)) {
                values.add(header.value());
            }
        }
        return values;
    }

    Optional<Header> find(String name) {
        for (Header header : all) {
            if (header.name().equals(name)) {
                return Optional.of(header);
            }
        }
        return Optional.empty();
    }

    /** Collects header lines as they come. */
    static final class HeaderBlock {

        private final byte[] source;
        private final String place;
        private final Findings findings;
        private final List<Header> kept = new ArrayList<>();
        private int nameStart = -1;
        private int colon;
        private int valueEnd;

        HeaderBlock(byte[] source, String place, Findings findings) {
            this.source = source;
            this.place = place;
            this.findings = findings;
        }

        boolean isEmpty() {
            return kept.isEmpty() && nameStart < 0;
        }

        int count() {
            return kept.size();
        }

        /** Takes a line: a header, a continuation, or neither (then false). */
        boolean line(Lines lines) {
            if (lines.startsWithSpace()) {
                if (nameStart >= 0) {
                    valueEnd = lines.end();
                }
                return nameStart >= 0;
            }
            int at = lines.colon();
            if (at < 0) {
                return false;
            }
            finish();
            nameStart = lines.start();
            colon = at;
            valueEnd = lines.end();
            return true;
        }

        private void finish() {
            if (nameStart < 0) {
                return;
            }
            if (kept.size() >= MimeLimits.HEADERS_MAX) {
                findings.add(FindingKind.TOO_MANY_HEADERS, place);
            } else {
                int end = Math.min(valueEnd, nameStart + MimeLimits.HEADER_BYTES_MAX);
                if (end < valueEnd) {
                    findings.add(FindingKind.HEADER_TOO_LONG, place);
                }
                int nameEnd = Math.min(colon, end);
                kept.add(new Header(source, nameStart, nameEnd, Math.min(nameEnd + 1, end), end));
            }
            nameStart = -1;
        }

        Headers close() {
            finish();
            return new Headers(List.copyOf(kept));
        }
    }
}
