package dev.rebound.cli.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebound.cli.accuracy.Score.Count;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The published figures in a form that a test can compare: docs/accuracy.json. A figure counts all
 * samples; one that falls is named with what it was.
 */
final class Baseline {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Baseline() {}

    /** The text of the file, with a line break at its end. */
    static String of(Score messages, Score replies) {
        ObjectNode file = JSON.createObjectNode();
        put(file.putObject("messages"), messages);
        put(file.putObject("replies"), replies);
        return file.toPrettyString() + "\n";
    }

    private static void put(ObjectNode part, Score score) {
        for (String figure : score.figures()) {
            Count count = score.of(figure);
            part.putObject(figure).put("right", count.right()).put("total", count.total());
        }
    }

    /** What is lower than published, a sentence each; empty if nothing fell. */
    static List<String> fallen(Path file, Score messages, Score replies) throws IOException {
        JsonNode published = JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
        List<String> fallen = new ArrayList<>();
        compare("messages", published, messages, fallen);
        compare("replies", published, replies, fallen);
        return fallen;
    }

    private static void compare(String part, JsonNode published, Score score, List<String> fallen) {
        published.path(part).properties().forEach(entry -> {
            Count before = new Count(
                    entry.getValue().path("right").asInt(),
                    entry.getValue().path("total").asInt());
            Count now = score.of(entry.getKey());
            if (now.total() == 0 || now.rate() < before.rate()) {
                fallen.add("%s, %s: %d/%d, published %d/%d"
                        .formatted(part, entry.getKey(), now.right(), now.total(), before.right(), before.total()));
            }
        });
    }
}
