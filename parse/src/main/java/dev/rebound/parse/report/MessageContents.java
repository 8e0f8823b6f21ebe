package dev.rebound.parse.report;

import dev.rebound.parse.dialect.NoticeText;
import dev.rebound.parse.finding.FindingKind;
import dev.rebound.parse.finding.Findings;
import dev.rebound.parse.mime.Headers;
import dev.rebound.parse.mime.HtmlText;
import dev.rebound.parse.mime.Part;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a report by what they are for: its text, its fields, the message that came back (RFC 6522). Parts
 * are told by their types and, where those are wrong, by their place.
 *
 * @param headers of the message itself
 * @param texts readable texts in order, HTML turned into words; HTML only where there is no plain text
 * @param status fields of RFC 3464
 * @param feedback fields of RFC 5965
 * @param disposition whether it is a receipt (RFC 8098)
 * @param returned headers of the message that came back
 * @param inner the first message inside, which may be a report that somebody forwarded
 */
record MessageContents(
        Headers headers,
        List<String> texts,
        Optional<DeliveryStatus> status,
        Optional<DeliveryStatus> feedback,
        boolean disposition,
        Headers returned,
        Optional<Part> inner) {

    /** Text parts that are looked at. */
    private static final int TEXTS_MAX = 8;

    static MessageContents of(Part message, Findings findings) {
        return new Walk(message, findings).contents();
    }

    /** The first text, cut into notice and returned message. */
    NoticeText notice() {
        return NoticeText.of(texts.isEmpty() ? "" : texts.getFirst());
    }

    /** All texts in one, for reports whose first text says nothing. */
    NoticeText wholeNotice() {
        return NoticeText.of(String.join("\n\n", texts));
    }

    /** Goes through the parts in order without descending into the message that came back. */
    private static final class Walk {

        private final Part message;
        private final Findings findings;
        private final List<String> plain = new ArrayList<>();
        private final List<Part> html = new ArrayList<>();
        private final StringBuilder statusText = new StringBuilder();
        private final StringBuilder feedbackText = new StringBuilder();
        private boolean disposition;
        private Headers returned = Headers.NONE;
        private Optional<Part> inner = Optional.empty();

        Walk(Part message, Findings findings) {
            this.message = message;
            this.findings = findings;
        }

        MessageContents contents() {
            Deque<Part> open = new ArrayDeque<>(List.of(message));
            while (!open.isEmpty()) {
                Part part = open.poll();
                if (part.type().isMessage() && part != message) {
                    returnedMessage(part);
                } else if (part.isLeaf()) {
                    leaf(part);
                } else {
                    for (int i = part.children().size() - 1; i >= 0; i--) {
                        open.addFirst(part.children().get(i));
                    }
                }
            }
            return new MessageContents(
                    message.headers(), texts(), fields(statusText), fields(feedbackText), disposition, returned, inner);
        }

        /** HTML is decoded only if it is read: of most reports it says again what the plain text says. */
        private List<String> texts() {
            for (String text : plain) {
                if (!text.isBlank()) {
                    return plain;
                }
            }
            List<String> words = new ArrayList<>(html.size());
            for (Part part : html) {
                words.add(HtmlText.of(part.text(findings)));
            }
            return words;
        }

        private static Optional<DeliveryStatus> fields(StringBuilder text) {
            return text.isEmpty() ? Optional.empty() : Optional.of(DeliveryStatus.parse(text.toString()));
        }

        private void returnedMessage(Part part) {
            if (part.isLeaf()) {
                setReturned(Headers.parse(part.content(findings)));
            } else {
                Part child = part.children().getFirst();
                setReturned(child.headers().isEmpty() ? Headers.parse(child.content(findings)) : child.headers());
                inner = inner.or(() -> Optional.of(child));
            }
        }

        private void setReturned(Headers headers) {
            if (returned.isEmpty()) {
                returned = headers;
            }
        }

        private void leaf(Part part) {
            String type = part.type().full();
            switch (type) {
                case "message/delivery-status", "message/global-delivery-status", "message/x-delivery-status" ->
                    statusText.append(part.text(findings)).append("\n\n");
                case "message/feedback-report", "message/x-feedback-report" ->
                    feedbackText.append(part.text(findings)).append("\n\n");
                case "message/disposition-notification", "message/global-disposition-notification" ->
                    disposition = true;
                case "text/rfc822-headers",
                        "text/rfc822-header",
                        "text/rfc822",
                        "message/rfc822-headers",
                        "message/global-headers",
                        "message/rfc822-header",
                        "message/partial" -> setReturned(Headers.parse(part.content(findings)));
                case "text/html" -> {
                    if (isRead(part)) {
                        html.add(part);
                    }
                }
                default -> {
                    boolean text = part.type().isText() || part.type().hasNoSubtype();
                    if (text && isRead(part)) {
                        plain.add(part.text(findings));
                    }
                }
            }
        }

        /** Some gateways attach the headers of the returned message as a text file. */
        private void headersInFile(Part part) {
            Headers headers = Headers.parse(part.content(findings));
            if (headers.has("message-id") || headers.has("received")) {
                setReturned(headers);
            }
        }

        /** Whether a text is one of those that are looked at, and no file. */
        private boolean isRead(Part part) {
            if (part.isAttachment() && part != message) {
                headersInFile(part);
                return false;
            }
            boolean read = plain.size() + html.size() < TEXTS_MAX;
            if (!read) {
                findings.add(FindingKind.TOO_MUCH_TEXT, "part " + part.place());
            }
            return read;
        }
    }
}
