package dev.rebound.parse.report;

import dev.rebound.parse.finding.FindingKind;
import dev.rebound.parse.finding.Findings;
import dev.rebound.parse.mime.Headers;
import dev.rebound.parse.mime.MimeReader;
import dev.rebound.parse.mime.Part;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads returned mail: bytes in, what it is out. Never throws on content. Thread-safe, without state.
 */
public final class MessageReader {

    /** Reads one message, headers and all, as received. */
    public ReadMessage read(byte[] content) {
        Findings findings = new Findings();
        Part root = MimeReader.read(content, findings);
        List<ReportedRecipient> recipients = new ArrayList<>();
        Optional<String> reportingMta = Optional.empty();
        Headers returned = Headers.NONE;
        Deque<Part> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Part part = open.poll();
            for (int i = part.children().size() - 1; i >= 0; i--) {
                open.addFirst(part.children().get(i));
            }
            if (part.type().is("message/delivery-status") || part.type().is("message/global-delivery-status")) {
                DeliveryStatus status = DeliveryStatus.parse(part.text(findings));
                recipients.addAll(StatusRecipients.of(status));
                reportingMta = reportingMta.or(
                        () -> status.messageField("reporting-mta").flatMap(StatusRecipients::host));
            } else if (part.type().isMessage() && !part.children().isEmpty()) {
                returned = part.children().getFirst().headers();
            } else if (part.type().is("text/rfc822-headers")) {
                returned = Headers.parse(part.content(findings));
            }
        }
        if (recipients.isEmpty()) {
            findings.add(FindingKind.NO_RECIPIENT, "message");
        }
        ReturnPaths paths = new ReturnPaths();
        paths.addReport(root.headers());
        paths.addReturned(returned);
        return new ReadMessage(
                report(recipients), Optional.empty(), reportingMta, original(returned), paths.list(), findings.list());
    }

    private static OriginalMessage original(Headers returned) {
        return returned.isEmpty()
                ? OriginalMessage.UNKNOWN
                : new OriginalMessage(returned.first("message-id"), returned.first("to"), returned.first("subject"));
    }

    private static Report report(List<ReportedRecipient> recipients) {
        if (recipients.stream().anyMatch(r -> r.action() == RecipientAction.FAILED)) {
            return new Report.Bounce(recipients);
        }
        if (recipients.stream().anyMatch(r -> r.action() == RecipientAction.DELAYED)) {
            return new Report.Delay(recipients);
        }
        return recipients.isEmpty() ? new Report.Other() : new Report.Delivered(recipients);
    }
}
