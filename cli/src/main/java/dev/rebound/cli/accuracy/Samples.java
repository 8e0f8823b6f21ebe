package dev.rebound.cli.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.cli.console.Console;
import dev.rebound.cli.reading.ClassifyCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder of labelled samples. It lies beside the checkout and not in it: the samples are other
 * people's mail, so they are read in place and nothing of their text is ever kept.
 *
 * <p>What is scored is what {@code rebound classify --output jsonl} prints, run here without a
 * process: nothing stands between a figure and what a user sees.
 */
final class Samples {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    Samples(Path folder) {
        this.folder = folder;
    }

    /** Whether the folder is there and holds labels. */
    boolean areThere() {
        return Files.isRegularFile(messageFile()) && Files.isRegularFile(replyFile());
    }

    Path folder() {
        return folder;
    }

    private Path messageFile() {
        return folder.resolve("messages.labels.jsonl");
    }

    private Path replyFile() {
        return folder.resolve("replies.labels.jsonl");
    }

    List<JsonNode> messageLabels() throws IOException {
        return rows(Files.readAllLines(messageFile()));
    }

    List<JsonNode> replyLabels() throws IOException {
        return rows(Files.readAllLines(replyFile()));
    }

    /** Reads and classifies every message. */
    Score scoreMessages() throws IOException {
        List<JsonNode> output = classified("", folder.resolve("messages").toString());
        return MessageScorer.score(messageLabels(), output);
    }

    /** Classifies every reply. */
    Score scoreReplies() throws IOException {
        List<JsonNode> labels = replyLabels();
        StringBuilder input = new StringBuilder();
        for (JsonNode label : labels) {
            JsonNode line = JSON.createObjectNode()
                    .put("id", label.path("id").asText())
                    .put("reply", label.path("reply").asText());
            input.append(JSON.writeValueAsString(line)).append('\n');
        }
        return ReplyScorer.score(labels, classified(input.toString(), "--replies", "-"));
    }

    private static List<JsonNode> classified(String input, String... arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        List<String> command = new ArrayList<>(List.of("--output", "jsonl"));
        command.addAll(List.of(arguments));
        int exit = ClassifyCommand.run(console, command.toArray(String[]::new));
        if (exit != 0) {
            throw new IOException("classify ended with " + exit + ": " + err.toString(StandardCharsets.UTF_8));
        }
        return rows(out.toString(StandardCharsets.UTF_8).lines().toList());
    }

    private static List<JsonNode> rows(List<String> lines) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : lines) {
            if (!line.isBlank()) {
                rows.add(JSON.readTree(line));
            }
        }
        return rows;
    }
}
