package dev.rebound.cli.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How often the verdict on a recipient of a sample message is one that its label accepts. */
final class MessageScore {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> REPORTS = Set.of("BOUNCE", "DELAY");

    private MessageScore() {}

    static double typeAndReason(Path labels, Path output) throws IOException {
        Map<String, String> verdicts = new HashMap<>();
        for (String line : Files.readAllLines(output)) {
            JsonNode row = JSON.readTree(line);
            verdicts.put(
                    key(row.path("file").asText(), row.path("recipient").asText()),
                    row.path("type").asText() + "/" + row.path("reason").asText());
        }
        int judged = 0;
        int right = 0;
        for (String line : Files.readAllLines(labels)) {
            JsonNode label = JSON.readTree(line);
            if (!REPORTS.contains(label.path("kind").asText())) {
                continue;
            }
            for (JsonNode recipient : label.path("recipients")) {
                if (recipient.path("type").isTextual()
                        && recipient.path("address").isTextual()) {
                    judged++;
                    String file = label.path("file").asText();
                    right += accepts(recipient, verdict(verdicts, file, recipient)) ? 1 : 0;
                }
            }
        }
        return (double) right / judged;
    }

    private static String verdict(Map<String, String> verdicts, String file, JsonNode recipient) {
        String verdict = verdicts.get(key(file, recipient.path("address").asText()));
        for (JsonNode alternative : recipient.path("addressAlt")) {
            verdict = verdict != null ? verdict : verdicts.get(key(file, alternative.asText()));
        }
        return verdict != null ? verdict : "none";
    }

    private static String key(String file, String recipient) {
        return file + " " + recipient.toLowerCase(Locale.ROOT);
    }

    private static boolean accepts(JsonNode recipient, String verdict) {
        boolean first = verdict.equals(
                recipient.path("type").asText() + "/" + recipient.path("reason").asText());
        for (JsonNode alternative : recipient.path("alt")) {
            first |= verdict.equals(alternative.asText());
        }
        return first;
    }
}
