package dev.rebound.parse.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was read, as the JSON that stands beside a sample: stable order, one line a fact. */
final class ReadMessageJson {

    private ReadMessageJson() {}

    static String of(ReadMessage message) {
        List<String> facts = List.of(
                fact("kind", quoted(message.kind().jsonName())),
                fact("dialect", optional(message.dialect())),
                fact("reportingMta", optional(message.reportingMta())),
                fact("originalMessageId", optional(message.original().messageId())),
                fact("originalRecipient", optional(message.original().recipient())),
                fact("originalSubject", optional(message.original().subject())),
                fact(
                        "returnPaths",
                        list(message.returnPaths().stream()
                                .map(ReadMessageJson::quoted)
                                .toList())),
                fact(
                        "findings",
                        list(message.findings().stream()
                                .map(f -> quoted(f.toString()))
                                .toList())),
                fact(
                        "recipients",
                        list(message.report().recipients().stream()
                                .map(ReadMessageJson::recipient)
                                .toList())));
        return "{\n  " + String.join(",\n  ", facts) + "\n}\n";
    }

    private static String recipient(ReportedRecipient recipient) {
        List<String> facts = List.of(
                fact("address", optional(recipient.address())),
                fact("originalAddress", optional(recipient.originalAddress())),
                fact("action", quoted(recipient.action().name())),
                fact("status", optional(recipient.status())),
                fact(
                        "code",
                        recipient.code().isPresent() ? "" + recipient.code().getAsInt() : "null"),
                fact("command", optional(recipient.command())),
                fact("remoteMta", optional(recipient.remoteMta())),
                fact("text", quoted(recipient.text())));
        return "{" + String.join(", ", facts) + "}";
    }

    private static String fact(String key, String value) {
        return quoted(key) + ": " + value;
    }

    private static String list(List<String> values) {
        return values.isEmpty() ? "[]" : values.stream().collect(Collectors.joining(",\n    ", "[\n    ", "\n  ]"));
    }

    private static String optional(Optional<?> value) {
        return value.map(v -> quoted(v.toString())).orElse("null");
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + '"';
    }
}
