package dev.rebound.parse.mime;

import dev.rebound.parse.finding.FindingKind;
import dev.rebound.parse.finding.Findings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message or a part of one: headers and either text or further parts. A message inside a message
 * ({@code message/rfc822}) has that message as its only child. Filled by {@link MimeReader}, unchanged
 * afterwards; content is decoded when asked for.
 */
public final class Part {

    private final byte[] source;
    private final @Nullable Part parent;
    private final int number;
    private final int depth;
    private List<Part> children = List.of();
    private Headers headers = Headers.NONE;
    private ContentType type = ContentType.TEXT_PLAIN;
    private @Nullable TransferEncoding encoding;
    private int start;
    private int end;

    /** A message that is in no other. */
    Part(byte[] source) {
        this(null, source, 0);
    }

    private Part(@Nullable Part parent, byte[] source, int start) {
        this.parent = parent;
        this.number = parent == null ? 1 : parent.children.size() + 1;
        this.depth = parent == null ? 1 : parent.depth + 1;
        this.source = source;
        this.start = start;
        this.end = start;
    }

    /** A further part of this one, whose headers start at a place of a source. */
    Part child(byte[] childSource, int at) {
        Part child = new Part(this, childSource, at);
        if (children.isEmpty()) {
            children = new ArrayList<>();
        }
        children.add(child);
        return child;
    }

    void headersEnd(Headers read, ContentType readType, int bodyStart) {
        headers = read;
        type = readType;
        start = bodyStart;
        end = bodyStart;
    }

    void bodyEnd(int bodyEnd) {
        end = Math.max(start, bodyEnd);
    }

    void readAsText() {
        type = ContentType.TEXT_PLAIN;
    }

    byte[] source() {
        return source;
    }

    int bodyStart() {
        return start;
    }

    int bodyEnd() {
        return end;
    }

    /** Where in the message: {@code 1} is the message itself, {@code 1.2} its second part. */
    public String place() {
        return parent == null ? "1" : parent.place() + "." + number;
    }

    /** Where in the message, as findings say it. */
    String placeOfFinding() {
        return "part " + place();
    }

    /** Whether it is a message that is in no other. */
    boolean isOutermost() {
        return parent == null;
    }

    /** Levels from the message down, itself counted. */
    int depth() {
        return depth;
    }

    public Headers headers() {
        return headers;
    }

    public ContentType type() {
        return type;
    }

    /** The parts of a multipart, or the message inside this one. */
    public List<Part> children() {
        return Collections.unmodifiableList(children);
    }

    public boolean isLeaf() {
        return children.isEmpty();
    }

    /** Bytes of the body as they stand in the message, before decoding. */
    public int rawLength() {
        return end - start;
    }

    /** A part that says it is a file to be saved is not what a report has to say. */
    public boolean isAttachment() {
        return headers.text("content-disposition").toLowerCase(Locale.ROOT).startsWith("attachment");
    }

    private TransferEncoding encoding() {
        TransferEncoding named = encoding;
        if (named == null) {
            named = TransferEncoding.named(headers.find("content-transfer-encoding")
                    .map(Header::unfolded)
                    .orElse(""));
            encoding = named;
        }
        return named;
    }

    boolean isEncoded() {
        return encoding().changesBytes();
    }

    /** The body with its transfer encoding taken off, at most {@link MimeLimits#TEXT_BYTES_MAX} bytes read. */
    public byte[] content(Findings findings) {
        int limit = Math.min(end, start + MimeLimits.TEXT_BYTES_MAX);
        if (limit < end) {
            findings.add(FindingKind.TOO_MUCH_TEXT, placeOfFinding());
        }
        return content(limit, findings);
    }

    byte[] content(int limit, Findings findings) {
        return switch (encoding()) {
            case BASE64 -> {
                TransferEncoding.Decoded decoded = TransferEncoding.base64(source, start, limit);
                if (!decoded.intact() && limit == end) {
                    findings.add(FindingKind.BROKEN_BASE64, placeOfFinding());
                }
                yield decoded.bytes();
            }
            case QUOTED_PRINTABLE -> TransferEncoding.quotedPrintable(source, start, limit);
            case UUENCODE -> TransferEncoding.uuencoded(source, start, limit);
            case NONE -> Arrays.copyOfRange(source, start, limit);
            case UNKNOWN -> {
                findings.add(FindingKind.UNKNOWN_TRANSFER_ENCODING, placeOfFinding());
                yield Arrays.copyOfRange(source, start, limit);
            }
        };
    }

    /** The decoded text, line ends as LF; HTML stays HTML. */
    public String text(Findings findings) {
        String charset = type.parameter("charset").orElse("");
        // Most texts need no decoding at all: they become a string without being copied before.
        boolean asItStands = encoding() == TransferEncoding.NONE
                && rawLength() <= MimeLimits.TEXT_BYTES_MAX
                && !Charsets.switches(charset);
        if (asItStands && Charsets.isPlain(source, start, end)) {
            return Charsets.plain(source, start, end);
        }
        return Charsets.decode(content(findings), charset, findings, this::placeOfFinding);
    }
}
