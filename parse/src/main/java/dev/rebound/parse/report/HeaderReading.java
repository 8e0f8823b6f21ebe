package dev.rebound.parse.report;

import dev.rebound.parse.dialect.Addresses;
import dev.rebound.parse.mime.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the header of a message says by itself, for whoever has to decide whether the rest is worth fetching. It is a first look:
 * what may be a report is one only if {@link MessageReader} says so. Never throws on content. Immutable.
 */
public final class HeaderReading {

    /** Message-IDs looked at in {@code References} and {@code In-Reply-To}. */
    private static final int IDS_MAX = 100;

    private static final List<String> NEWSLETTERS = List.of("list-unsubscribe", "list-id");

    private final Headers headers;
    private final Envelope envelope;
    private final String raw;

    private HeaderReading(byte[] header) {
        this.headers = Headers.parse(header);
        this.envelope = Envelope.of(headers);
        this.raw = new String(header, StandardCharsets.ISO_8859_1);
    }

    /** Reads a header, with or without the blank line behind it. */
    public static HeaderReading of(byte[] header) {
        return new HeaderReading(header);
    }

    /**
     * Whether it can be a report about mail, or an answer that a machine wrote. Mail that a person wrote, or passes on, is none, and
     * neither is what goes to a list of subscribers.
     */
    public boolean mayBeReport() {
        boolean likely = envelope.suggestsReport()
                || headers.contentType().is("multipart/report")
                || (envelope.mayReportInText() && !envelope.forwards());
        return likely && (envelope.suggestsReport() || !headers.hasAny(NEWSLETTERS));
    }

    /** Whether a mailbox answered by itself. */
    public boolean isAutoReply() {
        return AutoReplies.isAutoReply(headers);
    }

    /** The Message-IDs that it says it answers, in angle brackets, the nearest first. */
    public List<String> answers() {
        List<String> ids = new ArrayList<>();
        for (String field : List.of("in-reply-to", "references")) {
            List<String> found = idsIn(headers.text(field));
            ids.addAll(field.equals("references") ? found.reversed() : found);
        }
        return ids.stream().distinct().limit(IDS_MAX).toList();
    }

    private static List<String> idsIn(String field) {
        List<String> ids = new ArrayList<>();
        int start = field.indexOf('<');
        while (start >= 0 && ids.size() < IDS_MAX) {
            int end = field.indexOf('>', start);
            if (end < 0) {
                break;
            }
            ids.add(field.substring(start, end + 1).strip());
            start = field.indexOf('<', end);
        }
        return ids;
    }

    /** The address of whoever wrote it, as it stands there. */
    public Optional<String> from() {
        return headers.first("from").flatMap(Addresses::first);
    }

    /** All of it, a character an octet. */
    public String raw() {
        return raw;
    }
}
