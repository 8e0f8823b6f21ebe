package dev.rebound.transport.sandbox.script;

import dev.rebound.core.smtp.SmtpReply;
import java.util.List;
import java.util.Optional;

/** Reads replies: one text, or a list of the lines of a multi-line reply, each opening with the code. */
final class ReplyReader {

    private static final int LINES_MAX = 20;

    private ReplyReader() {}

    /** A 4yz or 5yz reply; empty if the key is absent or wrong. */
    static Optional<ReplyTemplate> refusal(TomlTable table, String key) {
        return read(table, key, 400, "a 4xx or 5xx reply");
    }

    /** A 2yz reply; empty if the key is absent or wrong. */
    static Optional<ReplyTemplate> acceptance(TomlTable table, String key) {
        return read(table, key, 250, "a 250 reply");
    }

    private static Optional<ReplyTemplate> read(TomlTable table, String key, int codeMin, String what) {
        List<String> lines = table.texts(key);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Optional<ReplyTemplate> reply = SmtpReply.parse(String.join("\n", lines))
                .filter(parsed -> parsed.lines().size() == lines.size())
                .filter(parsed -> codeMin == 250 ? parsed.code() == 250 : parsed.code() >= codeMin)
                .map(parsed -> new ReplyTemplate(parsed.code(), parsed.lines()));
        if (reply.isEmpty()) {
            table.problem(key, "must be " + what + ", each line opening with its code");
        }
        reply.ifPresent(template -> check(table, key, template));
        return reply;
    }

    private static void check(TomlTable table, String key, ReplyTemplate reply) {
        reply.strangePlace()
                .ifPresent(place -> table.problem(
                        key,
                        "unknown place {" + place + "}; there are "
                                + String.join(
                                        ", ",
                                        ReplyTemplate.PLACES.stream()
                                                .sorted()
                                                .map(word -> "{" + word + "}")
                                                .toList())));
        boolean tooLong = reply.lines().stream().anyMatch(line -> line.length() > ReplyTemplate.LINE_LENGTH_MAX);
        if (tooLong || reply.lines().size() > LINES_MAX) {
            table.problem(
                    key,
                    "may have at most " + LINES_MAX + " lines of " + ReplyTemplate.LINE_LENGTH_MAX + " characters");
        }
    }
}
