package dev.rebound.cli.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.cli.Rebound;
import dev.rebound.cli.console.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our figures are those of the scorer that lies with the samples. */
class SampleScorerIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@code type+reason     0.9279  283/305}. */
    private static final Pattern FIGURE = Pattern.compile("(\\S.*?) {2,}[01]\\.\\d{4} {2}(\\d+)/(\\d+)");

    @TempDir
    private Path temporary;

    @Test
    void figuresOnMessagesAreThoseOfTheSamplesOwnScorer() throws IOException, InterruptedException {
        Samples samples = SampleFolder.required();
        String messages = samples.folder().resolve("messages").toString();

        Map<String, String> theirs = scored(samples, "messages", classified(messages), List.of("--root", messages));

        assertSame(theirs, samples.scoreMessages());
    }

    @Test
    void figuresOnRepliesAreThoseOfTheSamplesOwnScorer() throws IOException, InterruptedException {
        Samples samples = SampleFolder.required();
        List<String> replies = new ArrayList<>();
        for (String line : Files.readAllLines(samples.folder().resolve("replies.labels.jsonl"))) {
            JsonNode label = JSON.readTree(line);
            replies.add(JSON.createObjectNode()
                    .put("id", label.path("id").asText())
                    .put("reply", label.path("reply").asText())
                    .toString());
        }
        Path input = Files.write(temporary.resolve("replies.in.jsonl"), replies);

        Map<String, String> theirs = scored(samples, "replies", classified("--replies", input.toString()), List.of());

        assertSame(theirs, samples.scoreReplies());
    }

    private static void assertSame(Map<String, String> theirs, Score ours) {
        assertTrue(theirs.containsKey("type+reason"), theirs::toString);
        Map<String, String> same = new TreeMap<>();
        for (String figure : theirs.keySet()) {
            same.put(figure, ours.of(figure).right() + "/" + ours.of(figure).total());
        }
        assertEquals(theirs, same);
    }

    private Path classified(String... arguments) throws IOException {
        Path output = temporary.resolve("out.jsonl");
        try (PrintStream out = new PrintStream(Files.newOutputStream(output), false, StandardCharsets.UTF_8)) {
            List<String> command = new ArrayList<>(List.of("classify", "--output", "jsonl"));
            command.addAll(List.of(arguments));
            Console console = new Console(InputStream.nullInputStream(), out, System.err, false);
            assertEquals(0, Rebound.run(console, command.toArray(String[]::new)));
        }
        return output;
    }

    private Map<String, String> scored(Samples samples, String what, Path output, List<String> more)
            throws IOException, InterruptedException {
        Path scorer = samples.folder().resolve("score.py");
        Assumptions.assumeTrue(Files.isExecutable(scorer), "the samples come without a scorer");
        List<String> command = new ArrayList<>(List.of(
                scorer.toString(),
                what,
                samples.folder().resolve(what + ".labels.jsonl").toString(),
                output.toString()));
        command.addAll(more);
        Path printed = temporary.resolve("figures");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the scorer does not end");
        Map<String, String> figures = new TreeMap<>();
        for (String line : Files.readAllLines(printed)) {
            Matcher figure = FIGURE.matcher(line);
            if (figure.matches()) {
                figures.put(figure.group(1), figure.group(2) + "/" + figure.group(3));
            }
        }
        return figures;
    }
}
