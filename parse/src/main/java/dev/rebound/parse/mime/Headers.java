package dev.rebound.parse.mime;

import dev.rebound.parse.finding.FindingKind;
import dev.rebound.parse.finding.Findings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a message or part, in order. Names are asked for in lower case.
 *
 * <p>A report is asked for some sixty names and has half of them. What it has not is told by one bit: {@code seen}
 * has a bit set for the hash of each name that occurs (a Bloom filter of one hash). What it has is found by the
 * hash, and only then compared.
 */
public final class Headers {

    /** No headers at all. */
    public static final Headers NONE = new Headers(new Header[0], 0);

    private final Header[] all;
    private final long seen;
    private @Nullable ContentType type;

    private Headers(Header[] all, long seen) {
        this.all = all;
        this.seen = seen;
    }

    /** Bits from the middle of the hash: the lowest are much alike for names with one ending. */
    private static long bit(int hash) {
        return 1L << (hash ^ hash >>> 6 ^ hash >>> 12);
    }

    /**
     * Reads a block of header-like lines, as in text/rfc822-headers or quoted in a text. Lines that are
     * no headers are passed over; reading stops at the first empty line that has headers before it.
     */
    public static Headers parse(byte[] block) {
        HeaderBlock headers = new HeaderBlock(block, null, new Findings());
        Lines lines = new Lines(block, 0, block.length);
        while (lines.advance()) {
            if (lines.isBlank() && !headers.isEmpty()) {
                break;
            }
            headers.line(lines);
        }
        return headers.close();
    }

    int size() {
        return all.length;
    }

    public boolean isEmpty() {
        return all.length == 0;
    }

    public boolean has(String name) {
        return named(name) != null;
    }

    /** Whether there is a header of one of these names. */
    public boolean hasAny(List<String> names) {
        for (String name : names) {
            if (has(name)) {
                return true;
            }
        }
        return false;
    }

    /** The decoded value of the first header of this name. */
    public Optional<String> first(String name) {
        Header header = named(name);
        return header == null ? Optional.empty() : Optional.of(header.value());
    }

    /** The decoded value of the first header of this name, or nothing to read. */
    public String text(String name) {
        Header header = named(name);
        return header == null ? "" : header.value();
    }

    /** What the content is; plain text where no header says it. Made when first asked for. */
    public ContentType contentType() {
        ContentType made = type;
        if (made == null) {
            Header header = named("content-type");
            made = header == null ? ContentType.TEXT_PLAIN : ContentType.parse(header.unfolded());
            type = made;
        }
        return made;
    }

    /** The decoded values of all headers of this name. */
    public List<String> values(String name) {
        int hash = name.hashCode();
        if ((seen & bit(hash)) == 0) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        for (Header header : all) {
            if (header.nameHash() == hash && header.isNamed(name)) {
                values.add(header.value());
            }
        }
        return values;
    }

    /** Of the headers of this name those decoded values that may have an ASCII character; the others are not decoded. */
    public List<String> valuesWith(char ascii, String name) {
        int hash = name.hashCode();
        if ((seen & bit(hash)) == 0) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        for (Header header : all) {
            if (header.nameHash() == hash && header.isNamed(name) && header.mayHave(ascii)) {
                values.add(header.value());
            }
        }
        return values;
    }

    Optional<Header> find(String name) {
        return Optional.ofNullable(named(name));
    }

    private @Nullable Header named(String name) {
        int hash = name.hashCode();
        if ((seen & bit(hash)) != 0) {
            for (Header header : all) {
                if (header.nameHash() == hash && header.isNamed(name)) {
                    return header;
                }
            }
        }
        return null;
    }

    /** Headers that most messages do not have more of. */
    private static final int HEADERS_USUAL = 24;

    /** Collects header lines as they come. */
    static final class HeaderBlock {

        private final byte[] source;
        private final @Nullable Part part;
        private final Findings findings;
        private Header[] kept = new Header[HEADERS_USUAL];
        private int count;
        private long seen;
        private final Set<FindingKind> noted = EnumSet.noneOf(FindingKind.class);
        private int nameStart = -1;
        private int nameHash;
        private int colon;
        private int valueEnd;

        HeaderBlock(byte[] source, @Nullable Part part, Findings findings) {
            this.source = source;
            this.part = part;
            this.findings = findings;
        }

        boolean isEmpty() {
            return count == 0 && nameStart < 0;
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
            nameHash = lines.nameHash();
            colon = at;
            valueEnd = lines.end();
            return true;
        }

        private void finish() {
            if (nameStart < 0) {
                return;
            }
            if (count >= MimeLimits.HEADERS_MAX) {
                note(FindingKind.TOO_MANY_HEADERS);
            } else {
                int end = Math.min(valueEnd, nameStart + MimeLimits.HEADER_BYTES_MAX);
                if (end < valueEnd) {
                    note(FindingKind.HEADER_TOO_LONG);
                }
                int nameEnd = Math.min(colon, end);
                add(new Header(source, nameStart, nameEnd, end, nameHash));
            }
            nameStart = -1;
        }

        private void add(Header header) {
            if (count == kept.length) {
                kept = Arrays.copyOf(kept, 2 * count);
            }
            kept[count++] = header;
            seen |= bit(header.nameHash());
        }

        /** Notes a finding once: its place is a text, and a flood of headers must not make millions of them. */
        void note(FindingKind kind) {
            if (noted.add(kind)) {
                findings.add(kind, part == null ? "headers" : part.placeOfFinding());
            }
        }

        Headers close() {
            finish();
            return count == 0 ? NONE : new Headers(Arrays.copyOf(kept, count), seen);
        }
    }
}
