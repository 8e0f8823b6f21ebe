package dev.rebound.parse.report;

import dev.rebound.parse.dialect.Addresses;
import dev.rebound.parse.dialect.NoticeText;
import dev.rebound.parse.finding.FindingKind;
import dev.rebound.parse.finding.Findings;
import dev.rebound.parse.mime.Headers;
import dev.rebound.parse.mime.MimeReader;
import dev.rebound.parse.mime.Part;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads returned mail: bytes in, what it is out. Never throws on content. Thread-safe, without state.
 *
 * <p>The order in which a message is asked what it is, first answer wins: a feedback report; a report with the
 * fields of RFC 3464; a receipt (RFC 8098), which is ordinary mail; a challenge; a free-form report; an
 * automatic reply; a report inside a forwarded message; ordinary mail. Fields are believed before text: the text
 * only fills what the fields leave out.
 */
public final class MessageReader {

    /** How many messages inside messages are asked whether they are a report. */
    private static final int FORWARDS_MAX = 4;

    /** Reads one message, headers and all, as received. */
    public ReadMessage read(byte[] content) {
        Findings findings = new Findings();
        Part root = MimeReader.read(content, findings);
        ReturnPaths paths = new ReturnPaths();
        paths.addReport(root.headers());
        Part message = root;
        Reading reading = read(message, findings);
        Reading outermost = reading;
        for (int i = 0; i < FORWARDS_MAX && reading.report instanceof Report.Other && reading.inner.isPresent(); i++) {
            message = reading.inner.get();
            reading = read(message, findings);
        }
        if (reading.report instanceof Report.Other) {
            reading = outermost;
        } else if (message != root) {
            findings.add(FindingKind.WRAPPED_REPORT, "part " + message.place());
            paths.addReport(message.headers());
        }
        return reading.finish(paths, findings);
    }

    private static Reading read(Part message, Findings findings) {
        return new Reading(MessageContents.of(message, findings), findings);
    }

    /** One message being asked. */
    private static final class Reading {

        private final MessageContents contents;
        private final NoticeText text;
        private final Headers returned;
        private final Optional<Part> inner;
        private final Optional<DeliveryStatus> status;
        private Optional<String> dialect = Optional.empty();
        private final Report report;

        Reading(MessageContents contents, Findings findings) {
            this.contents = contents;
            NoticeText first = contents.notice();
            this.text = first.text().indexOf('@') < 0 && contents.texts().size() > 1 ? contents.wholeNotice() : first;
            this.returned = OriginalReader.returned(contents, text);
            this.inner = contents.inner();
            this.status =
                    contents.status().filter(s -> !s.recipients().isEmpty()).or(() -> StatusInText.find(text));
            if (contents.status().isPresent() && status.isEmpty()) {
                findings.add(FindingKind.INCOMPLETE_REPORT, "delivery-status");
            }
            this.report = report(findings);
        }

        private Report report(Findings findings) {
            Envelope envelope = Envelope.of(contents.headers());
            Optional<Report> complaint = Complaints.of(contents, text);
            if (complaint.isPresent()) {
                return complaint.get();
            }
            FreeForm free = new FreeForm(contents.headers(), envelope, text);
            if (status.isPresent()) {
                dialect = Optional.of(free.reading().known() ? free.reading().dialect() : "rfc3464");
                return withRecipients(
                        ReportMerge.of(StatusRecipients.of(status.get()), free.recipients(returned), findings));
            }
            if (contents.disposition()) {
                return new Report.Other();
            }
            if (Challenges.isChallenge(contents.headers(), envelope, text)) {
                return new Report.Challenge(sender());
            }
            if (free.isReport()) {
                dialect = Optional.of(free.reading().dialect());
                return withRecipients(free.recipients(returned));
            }
            return AutoReplies.isAutoReply(contents.headers()) ? new Report.AutoReply(sender()) : new Report.Other();
        }

        private static Report withRecipients(List<ReportedRecipient> recipients) {
            if (recipients.stream().anyMatch(r -> r.action() == RecipientAction.FAILED)) {
                return new Report.Bounce(recipients);
            }
            return recipients.stream().anyMatch(r -> r.action() == RecipientAction.DELAYED)
                    ? new Report.Delay(recipients)
                    : new Report.Delivered(recipients);
        }

        private List<ReportedRecipient> sender() {
            return contents.headers().first("from").flatMap(Addresses::first).stream()
                    .map(address -> new ReportedRecipient(
                            Optional.of(address),
                            Optional.empty(),
                            RecipientAction.DELIVERED,
                            Optional.empty(),
                            OptionalInt.empty(),
                            "",
                            Optional.empty(),
                            Optional.empty()))
                    .toList();
        }

        ReadMessage finish(ReturnPaths paths, Findings findings) {
            paths.addReturned(returned);
            boolean nameless =
                    report.recipients().stream().allMatch(r -> r.address().isEmpty());
            if (nameless && (report instanceof Report.Bounce || report instanceof Report.Delay)) {
                findings.add(FindingKind.NO_RECIPIENT, "message");
            }
            Optional<String> reportingMta =
                    status.flatMap(s -> s.messageField("reporting-mta")).flatMap(StatusRecipients::host);
            OriginalMessage original = report instanceof Report.Other
                    ? OriginalMessage.UNKNOWN
                    : OriginalReader.read(contents, text, returned);
            return new ReadMessage(report, dialect, reportingMta, original, paths.list(), findings.list());
        }
    }
}
