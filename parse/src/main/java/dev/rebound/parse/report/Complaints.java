package dev.rebound.parse.report;

import dev.rebound.parse.dialect.Addresses;
import dev.rebound.parse.dialect.NoticeText;
import dev.rebound.parse.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Tells feedback reports: ARF (RFC 5965), Hotmail's (a mail from staff@hotmail.com whose subject is "complaint
 * about message from" and an address), and Amazon's notifications. A report about failed authentication (RFC
 * 6591) is no complaint: nobody pressed a button.
 */
final class Complaints {

    /** How the text of RFC 5965, appendix B, starts; kept by many whose parts have wrong types. */
    private static final String ABUSE_REPORT = "this is an email abuse report";

    private Complaints() {}

    static Optional<Report> of(MessageContents contents, NoticeText text) {
        if (contents.feedback().isPresent()) {
            DeliveryStatus fields = contents.feedback().get();
            String type = fields.messageField("feedback-type").orElse("abuse").toLowerCase(Locale.ROOT);
            return Optional.of(
                    type.startsWith("auth-failure")
                            ? new Report.Other()
                            : new Report.Complaint(type, recipients(addresses(contents, fields))));
        }
        String subject = contents.headers().text("subject").toLowerCase(Locale.ROOT);
        String from = contents.headers().text("from").toLowerCase(Locale.ROOT);
        if (subject.startsWith("complaint about message from") && from.contains("staff@")) {
            return Optional.of(new Report.Complaint("abuse", recipients(ofReturned(contents.returned()))));
        }
        String words = text.text();
        boolean typed =
                contents.headers().text("content-type").toLowerCase(Locale.ROOT).contains("feedback-report");
        boolean said = words.stripLeading().regionMatches(true, 0, ABUSE_REPORT, 0, ABUSE_REPORT.length());
        if (typed || said) {
            return Optional.of(new Report.Complaint("abuse", recipients(ofReturned(contents.returned()))));
        }
        boolean amazon = words.contains("notificationType") && words.contains("complainedRecipients");
        return amazon
                ? Optional.of(new Report.Complaint(
                        "abuse",
                        recipients(Addresses.first(words.substring(words.indexOf("complainedRecipients"))).stream()
                                .toList())))
                : Optional.empty();
    }

    private static List<String> addresses(MessageContents contents, DeliveryStatus fields) {
        List<String> named = new ArrayList<>();
        for (String name : List.of("original-rcpt-to", "removal-recipient", "redacted-address")) {
            fields.messageField(name)
                    .flatMap(Addresses::bare)
                    .filter(a -> !named.contains(a))
                    .ifPresent(named::add);
            if (!named.isEmpty()) {
                break;
            }
        }
        return named.isEmpty() ? ofReturned(contents.returned()) : named;
    }

    private static List<String> ofReturned(Headers returned) {
        return returned
                .first("x-hmxmroriginalrecipient")
                .or(() -> returned.first("to"))
                .flatMap(Addresses::first)
                .stream()
                .toList();
    }

    private static List<ReportedRecipient> recipients(List<String> addresses) {
        return addresses.stream()
                .map(a -> new ReportedRecipient(
                        Optional.of(a),
                        Optional.empty(),
                        RecipientAction.DELIVERED,
                        Optional.empty(),
                        OptionalInt.empty(),
                        "",
                        Optional.empty(),
                        Optional.empty()))
                .toList();
    }
}
