package dev.rebound.parse.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Amazon SES notifications that SNS sends by mail: JSON as the text, itself often a string inside JSON, wrapped
 * by mailers in the middle of words. The few fields that are needed are found without a JSON parser, because
 * what arrives is not JSON any more (docs.aws.amazon.com, "Amazon SNS notification contents for Amazon SES").
 */
final class AmazonSns implements Dialect {

    @Override
    public String name() {
        return "amazon-sns";
    }

    @Override
    public boolean speaks(NoticeText text) {
        return text.says("notificationtype") && (text.says("bouncedrecipients") || text.says("\"delivery"));
    }

    @Override
    public List<String> words() {
        return List.of("notificationtype", "bouncedrecipients", "\"delivery");
    }

    @Override
    public List<Notice> read(NoticeText text) {
        String json = text.text().replace("!\n ", "").replace("\n", "").replace("\\\"", "\"");
        List<Notice> bounced = bounced(list(json, "bouncedRecipients"));
        return bounced.isEmpty() ? delivered(list(json, "recipients")) : bounced;
    }

    private static List<Notice> bounced(String recipients) {
        List<Notice> notices = new ArrayList<>();
        for (String recipient : recipients.split("\\}", Blocks.NOTICES_MAX)) {
            String said = value(recipient, "diagnosticCode")
                    .map(words -> words.replaceFirst("^smtp; ?", ""))
                    .or(() -> value(recipient, "status"))
                    .orElse("");
            value(recipient, "emailAddress").ifPresent(a -> notices.add(Notice.of(a, said, Outcome.FAILED)));
        }
        return notices;
    }

    private static List<Notice> delivered(String recipients) {
        return Addresses.all(recipients).stream()
                .limit(Blocks.NOTICES_MAX)
                .map(hit -> Notice.of(hit.address(), "", Outcome.DELIVERED))
                .toList();
    }

    private static String list(String json, String key) {
        int from = json.indexOf("\"" + key + "\"");
        int to = from < 0 ? -1 : json.indexOf(']', from);
        return from < 0 ? "" : json.substring(from, to < 0 ? json.length() : to);
    }

    private static Optional<String> value(String json, String key) {
        int at = json.indexOf("\"" + key + "\"");
        int open = at < 0 ? -1 : json.indexOf('"', json.indexOf(':', at) + 1);
        int close = open < 0 ? -1 : json.indexOf('"', open + 1);
        return close < 0 ? Optional.empty() : Optional.of(json.substring(open + 1, close));
    }
}
