package dev.rebound.parse.report;

import dev.rebound.parse.dialect.NoticeText;
import dev.rebound.parse.dialect.Openings;
import java.util.List;
import java.util.Optional;

/** The fields of RFC 3464 or RFC 5965 in a text: WorkMail, gateways that flatten MIME, people who forward. */
final class StatusInText {

    private static final Openings FIELDS =
            new Openings(List.of("reporting-mta", "final-recipient", "original-recipient"));
    private static final Openings FEEDBACK_FIELDS = new Openings(List.of("feedback-type"));

    private StatusInText() {}

    /** The fields of a delivery report in the first text that has some. */
    static Optional<DeliveryStatus> find(List<String> texts) {
        return inTexts(texts, FIELDS).filter(status -> !status.recipients().isEmpty());
    }

    /** The fields of a feedback report, as far as they go. */
    static Optional<DeliveryStatus> findFeedback(List<String> texts) {
        return inTexts(texts, FEEDBACK_FIELDS)
                .filter(fields -> fields.messageField("user-agent").isPresent()
                        && fields.messageField("version").isPresent());
    }

    private static Optional<DeliveryStatus> inTexts(List<String> texts, Openings fields) {
        for (String text : texts) {
            int start = firstField(text, fields);
            if (start >= 0) {
                int end = Math.min(text.length(), start + NoticeText.LENGTH_MAX);
                return Optional.of(DeliveryStatus.parse(text.substring(start, end)));
            }
        }
        return Optional.empty();
    }

    /** Where the first line starts that opens with one of the names and has a colon, or -1. */
    private static int firstField(String text, Openings fields) {
        int limit = Math.min(text.length(), NoticeText.LENGTH_MAX);
        int at = 0;
        while (at < limit) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            int word = at;
            while (word < end && (text.charAt(word) == ' ' || text.charAt(word) == '\t')) {
                word++;
            }
            if (fields.at(text, word) && text.indexOf(':', word, end) > 0) {
                return word;
            }
            at = end + 1;
        }
        return -1;
    }
}
