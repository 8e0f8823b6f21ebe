package dev.rebound.parse.report;

import dev.rebound.parse.dialect.Addresses;
import dev.rebound.parse.dialect.Dialects;
import dev.rebound.parse.dialect.NoticeText;
import dev.rebound.parse.finding.FindingKind;
import dev.rebound.parse.finding.Findings;
import dev.rebound.parse.mime.Headers;
import dev.rebound.parse.mime.MimeReader;
import dev.rebound.parse.mime.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

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
        Reading outermost = read(root, findings);
        Reading reading = outermost;
        for (int i = 0; i < FORWARDS_MAX && reading.asksInside(); i++) {
            Optional<Part> inside = reading.inside(findings);
            if (inside.isEmpty()) {
                break;
            }
            reading = read(inside.get(), findings);
            if (reading.isBetterThan(outermost)) {
                findings.add(FindingKind.WRAPPED_REPORT, "part " + inside.get().place());
                paths.addReport(inside.get().headers());
                return reading.finish(paths, findings);
            }
        }
        return outermost.finish(paths, findings);
    }

    private static Reading read(Part message, Findings findings) {
        return new Reading(MessageContents.of(message, findings), findings);
    }

    /** One message being asked. */
    private static final class Reading {

        private final MessageContents contents;
        private final NoticeText text;
        private final Headers returned;
        private @Nullable Envelope envelope;
        private final Optional<Part> inner;
        private final Optional<DeliveryStatus> status;
        private Optional<String> dialect = Optional.empty();
        private final Report report;
        private boolean named = true;

        Reading(MessageContents contents, Findings findings) {
            this.contents = contents;
            NoticeText first = contents.notice();
            this.text = first.text().indexOf('@') < 0 && contents.texts().size() > 1 ? contents.wholeNotice() : first;
            this.returned = OriginalReader.returned(contents, text);
            this.inner = contents.inner();
            this.status = contents.status()
                    .filter(s -> !s.recipients().isEmpty())
                    .or(() -> envelope().mayReportInText() ? StatusInText.find(contents.texts()) : Optional.empty());
            if (contents.status().isPresent() && status.isEmpty()) {
                findings.add(FindingKind.INCOMPLETE_REPORT, "delivery-status");
            }
            this.report = report(findings);
        }

        /** Worked out when first asked for: a report that has all in its fields is believed whoever sent it. */
        private Envelope envelope() {
            Envelope made = envelope;
            if (made == null) {
                made = Envelope.of(contents.headers());
                envelope = made;
            }
            return made;
        }

        private Report report(Findings findings) {
            Optional<Report> complaint = Complaints.of(contents, text, returned);
            if (complaint.isPresent()) {
                return complaint.get();
            }
            if (status.isPresent()) {
                return withRecipients(fields(StatusRecipients.of(status.get()), findings));
            }
            if (contents.disposition()) {
                return new Report.Other();
            }
            if (Challenges.isChallenge(contents.headers(), envelope(), text)) {
                return new Report.Challenge(sender());
            }
            // Most mail is no report, and its headers alone say so: then its text need not be read.
            if (envelope().mayReportInText()) {
                FreeForm free = new FreeForm(contents.headers(), envelope(), text, returned);
                if (free.isReport()) {
                    dialect = Optional.of(free.reading().dialect());
                    named = free.namesRecipient();
                    return withRecipients(free.recipients());
                }
            }
            return AutoReplies.isAutoReply(contents.headers()) ? new Report.AutoReply(sender()) : new Report.Other();
        }

        /** The text is read only where the fields leave something out: most reports have all in their fields. */
        private List<ReportedRecipient> fields(List<ReportedRecipient> recipients, Findings findings) {
            dialect = Optional.of("rfc3464");
            if (ReportMerge.areComplete(recipients)) {
                return recipients;
            }
            FreeForm free = new FreeForm(contents.headers(), envelope(), text, returned);
            dialect = Optional.of(free.reading().known() ? free.reading().dialect() : "rfc3464");
            return ReportMerge.of(recipients, free.recipients(), findings);
        }

        /** Whether a message inside may say more: this one is ordinary mail, or a report that names nobody. */
        boolean asksInside() {
            return report instanceof Report.Other || !named;
        }

        /** The message inside: a part, or quoted in the text. */
        Optional<Part> inside(Findings findings) {
            if (inner.isPresent() || text.returnedStart() == text.whole().length()) {
                return inner;
            }
            boolean mayQuote = !(report instanceof Report.Other) || envelope().forwards();
            byte[] quoted = text.returnedMessage().getBytes(StandardCharsets.UTF_8);
            return mayQuote
                    ? Optional.of(MimeReader.read(quoted, findings))
                            .filter(part -> !part.headers().isEmpty())
                    : Optional.empty();
        }

        /** A report inside is believed if the outer message is none, or if it alone names the recipient. */
        boolean isBetterThan(Reading outer) {
            boolean failure = report instanceof Report.Bounce || report instanceof Report.Delay;
            return outer.report instanceof Report.Other
                    ? failure || report instanceof Report.Delivered || report instanceof Report.Complaint
                    : failure && named;
        }

        private static Report withRecipients(List<ReportedRecipient> recipients) {
            if (any(RecipientAction.FAILED, recipients)) {
                return new Report.Bounce(recipients);
            }
            return any(RecipientAction.DELAYED, recipients)
                    ? new Report.Delay(recipients)
                    : new Report.Delivered(recipients);
        }

        private static boolean any(RecipientAction action, List<ReportedRecipient> recipients) {
            for (ReportedRecipient recipient : recipients) {
                if (recipient.action() == action) {
                    return true;
                }
            }
            return false;
        }

        private static boolean namesNobody(List<ReportedRecipient> recipients) {
            for (ReportedRecipient recipient : recipients) {
                if (recipient.address().isPresent()) {
                    return false;
                }
            }
            return true;
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
            status.ifPresent(fields -> fields.perMessage().values().forEach(paths::addText));
            contents.texts().forEach(paths::addText);
            boolean failure = report instanceof Report.Bounce || report instanceof Report.Delay;
            if (failure && namesNobody(report.recipients())) {
                findings.add(FindingKind.NO_RECIPIENT, "message");
            }
            if (report.recipients().size() >= DeliveryStatus.RECIPIENTS_MAX) {
                findings.add(FindingKind.TOO_MANY_RECIPIENTS, "message");
            }
            Optional<String> reportingMta = status.flatMap(s -> s.messageField("reporting-mta"))
                    .flatMap(StatusRecipients::host)
                    .or(() -> dialect.flatMap(form -> Dialects.reportingHost(text)));
            OriginalMessage original = report instanceof Report.Other
                    ? OriginalMessage.UNKNOWN
                    : OriginalReader.read(contents, text, returned);
            return new ReadMessage(report, dialect, reportingMta, original, paths.list(), findings.list());
        }
    }
}
