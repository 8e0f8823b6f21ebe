package dev.rebound.parse.report;

import dev.rebound.parse.dialect.NoticeText;
import java.util.List;
import java.util.Optional;

/** The fields of RFC 3464 or RFC 5965 in a text: WorkMail, gateways that flatten MIME, people who forward. */
final class StatusInText {

    /** With one hyphen each. */
    private static final List<String> FIELDS = List.of("reporting-mta", "final-recipient", "original-recipient");

    private static final List<String> FEEDBACK_FIELDS = List.of("feedback-type");

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

    private static Optional<DeliveryStatus> inTexts(List<String> texts, List<String> fields) {
        for (String text : texts) {
            int start = firstField(text, fields);
            if (start >= 0) {
                int end = Math.min(text.length(), start + NoticeText.LENGTH_MAX);
                return Optional.of(DeliveryStatus.parse(text.substring(start, end)));
            }
        }
        return Optional.empty();
    }

    /**
     * Where the first line starts that opens with one of the names and has a colon, or -1. Looked for by their
     * hyphens, which are rarer than line ends and found without a loop over letters.
     */
    private static int firstField(String text, List<String> fields) {
        int hyphen = text.indexOf('-');
        while (hyphen >= 0) {
            for (int i = 0; i < fields.size(); i++) {
                String field = fields.get(i);
                int before = field.indexOf('-');
                int word = hyphen - before;
                // One comparison tells most before anything else is looked at.
                if (word >= 0
                        && (text.charAt(hyphen - 1) | 0x20) == field.charAt(before - 1)
                        && text.regionMatches(true, word, field, 0, field.length())
                        && opensLine(text, word)) {
                    return word;
                }
            }
            hyphen = text.indexOf('-', behindRow(text, hyphen));
        }
        return -1;
    }

    /** Most hyphens stand in a row, of which only the first may belong to a name. */
    private static int behindRow(String text, int hyphen) {
        int end = hyphen + 1;
        while (end < text.length() && text.charAt(end) == '-') {
            end++;
        }
        return end;
    }

    /** Whether only white space stands before a word on its line, the line starts early enough, and has a colon. */
    private static boolean opensLine(String text, int word) {
        int start = word;
        while (start > 0 && (text.charAt(start - 1) == ' ' || text.charAt(start - 1) == '\t')) {
            start--;
        }
        if (start >= NoticeText.LENGTH_MAX || (start > 0 && text.charAt(start - 1) != '\n')) {
            return false;
        }
        int end = text.indexOf('\n', word);
        return text.indexOf(':', word, end < 0 ? text.length() : end) > 0;
    }
}
