package dev.rebound.parse.mime;

import dev.rebound.parse.finding.FindingKind;
import dev.rebound.parse.finding.Findings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A message or a part of one: headers and either text or further parts. A message inside a message
 * ({@code message/rfc822}) has that message as its only child. Filled by {@link MimeReader}, unchanged
 * afterwards; content is decoded when asked for.
 */
public final class Part {

    private final String place;
    private final byte[] source;
    private final List<Part> children = new ArrayList<>();
    private Headers headers = Headers.NONE;
    private ContentType type = ContentType.TEXT_PLAIN;
    private int start;
    private int end;

    Part(String place, byte[] source, int start) {
        this.place = place;
        this.source = source;
        this.start = start;
        this.end = start;
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

    void add(Part child) {
        children.add(child);
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
        return place;
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

    /** Name of the transfer encoding, lower case; empty if none is named. */
    String transferEncoding() {
        String named =
                headers.find("content-transfer-encoding").map(Header::unfolded).orElse("");
        int semicolon = named.indexOf(';');
        return (semicolon < 0 ? named : named.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    private boolean isUnencoded() {
        return switch (transferEncoding()) {
            case "", "7bit", "8bit", "binary" -> true;
            default -> false;
        };
    }

    boolean isEncoded() {
        return switch (transferEncoding()) {
            case "base64", "quoted-printable", "x-uuencode", "uuencode", "x-uue" -> true;
            default -> false;
        };
    }

    /** The body with its transfer encoding taken off, at most {@link MimeLimits#TEXT_BYTES_MAX} bytes read. */
    public byte[] content(Findings findings) {
        int limit = Math.min(end, start + MimeLimits.TEXT_BYTES_MAX);
        if (limit < end) {
            findings.add(FindingKind.TOO_MUCH_TEXT, "part " + place);
        }
        return content(limit, findings);
    }

    byte[] content(int limit, Findings findings) {
        return switch (transferEncoding()) {
            case "base64" -> {
                TransferEncoding.Decoded decoded = TransferEncoding.base64(source, start, limit);
                if (!decoded.intact() && limit == end) {
                    findings.add(FindingKind.BROKEN_BASE64, "part " + place);
                }
                yield decoded.bytes();
            }
            case "quoted-printable" -> TransferEncoding.quotedPrintable(source, start, limit);
            case "x-uuencode", "uuencode", "x-uue" -> TransferEncoding.uuencoded(source, start, limit);
            case "", "7bit", "8bit", "binary" -> Arrays.copyOfRange(source, start, limit);
            default -> {
                findings.add(FindingKind.UNKNOWN_TRANSFER_ENCODING, "part " + place);
                yield Arrays.copyOfRange(source, start, limit);
            }
        };
    }

    /** The decoded text, line ends as LF; HTML stays HTML. */
    public String text(Findings findings) {
        String charset = type.parameter("charset").orElse("");
        // Most texts need no decoding at all: they become a string without being copied before.
        boolean asItStands = isUnencoded() && rawLength() <= MimeLimits.TEXT_BYTES_MAX && !Charsets.switches(charset);
        if (asItStands && Charsets.isPlain(source, start, end)) {
            return Charsets.plain(source, start, end);
        }
        return Charsets.decode(content(findings), charset, findings, "part " + place);
    }
}
