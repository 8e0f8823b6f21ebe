package dev.rebound.parse.report;

import dev.rebound.parse.dialect.Addresses;
import dev.rebound.parse.dialect.NoticeText;
import dev.rebound.parse.dialect.Openings;
import dev.rebound.parse.dialect.Vocabulary;
import dev.rebound.parse.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Tells feedback reports: ARF (RFC 5965), Hotmail's (a mail from staff@hotmail.com whose subject is "complaint
 * about message from" and an address), Amazon's notifications, and the forms of those who attach the mail and say
 * in words that a user called it spam (AOL before ARF, SpamCop, many access providers). A report about failed authentication (RFC
 * 6591) is no complaint: nobody pressed a button.
 */
final class Complaints {

    /** How the text of RFC 5965, appendix B, starts; kept by many whose parts have wrong types. */
    private static final String ABUSE_REPORT = "this is an email abuse report";

    /** Who sends such reports: parts of the sender's address or of the subject, lower case. */
    private static final List<String> DESKS = List.of(
            "fbl",
            "feedback",
            "complaint",
            "scomp",
            "abuse",
            "spamcop",
            "spam report",
            "junk report",
            "reported as spam",
            "beschwerde",
            "plainte",
            "\u0436\u0430\u043b\u043e\u0431",
            "\u6295\u8bc9",
            "\u6295\u8a34",
            "\u4e3e\u62a5");

    /** What they say, lower case. */
    private static final List<String> CALLED_SPAM = List.of(
            "as spam",
            "as junk",
            "as unsolicited",
            "as unwanted",
            "this is spam",
            "report spam",
            "spam complaint",
            "abuse complaint",
            "complaint about",
            "complained about",
            "complaint from",
            "feedback loop",
            "unsolicited bulk",
            "unsolicited e-mail",
            "unsolicited email",
            "message as unsolicited",
            "als spam",
            "comme spam",
            "comme ind\u00e9sirable",
            "como spam",
            "como correo no deseado",
            "\u043a\u0430\u043a \u0441\u043f\u0430\u043c",
            "\u5783\u573e\u90ae\u4ef6",
            "\u5783\u573e\u90f5\u4ef6");

    private static final Vocabulary WORDS = new Vocabulary(List.of(DESKS, CALLED_SPAM));
    private static final Vocabulary.Group OF_DESKS = WORDS.group(DESKS);
    private static final Vocabulary.Group OF_CALLS = WORDS.group(CALLED_SPAM);
    private static final Openings HOTMAIL = new Openings(List.of("complaint about message from"));

    private Complaints() {}

    static Optional<Report> of(MessageContents contents, NoticeText text, Headers returned) {
        Optional<DeliveryStatus> feedback = contents.feedback()
                .or(() -> contents.headers().has("in-reply-to")
                        ? Optional.empty()
                        : StatusInText.findFeedback(contents.texts()));
        if (feedback.isPresent()) {
            DeliveryStatus fields = feedback.get();
            String type = fields.messageField("feedback-type").orElse("abuse").toLowerCase(Locale.ROOT);
            return Optional.of(
                    type.startsWith("auth-failure")
                            ? new Report.Other()
                            : new Report.Complaint(type, recipients(addresses(contents, fields))));
        }
        String subject = contents.headers().text("subject");
        String from = contents.headers().text("from");
        if (HOTMAIL.at(subject, 0) && from.toLowerCase(Locale.ROOT).contains("staff@")) {
            return Optional.of(new Report.Complaint("abuse", recipients(ofReturned(contents.returned()))));
        }
        String words = text.text();
        if (isInWords(contents, text, returned)) {
            return Optional.of(new Report.Complaint("abuse", recipients(ofReturned(returned))));
        }
        boolean typed =
                contents.headers().text("content-type").toLowerCase(Locale.ROOT).contains("feedback-report");
        boolean said = words.regionMatches(true, wordsStart(words), ABUSE_REPORT, 0, ABUSE_REPORT.length());
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

    /**
     * A desk for complaints, the mail complained about attached, and words that say so. Without the mail it is
     * nothing that could be acted on; with a person's answer on top it is correspondence.
     */
    private static boolean isInWords(MessageContents contents, NoticeText text, Headers returned) {
        if (returned.isEmpty() || contents.status().isPresent()) {
            return false;
        }
        Headers headers = contents.headers();
        boolean answer = headers.has("in-reply-to") || headers.has("list-id");
        String sender = headers.text("from") + " " + headers.text("subject");
        if (answer || !WORDS.in(sender).any(OF_DESKS)) {
            return false;
        }
        return WORDS.in(headers.text("subject") + "\n" + text.summary()).any(OF_CALLS);
    }

    private static int wordsStart(String text) {
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return start;
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
