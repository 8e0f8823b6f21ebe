package dev.rebound.cli.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ratchet: docs/accuracy.md and docs/accuracy.json against what the samples give today. */
class PublishedAccuracyTest {

    private static final Path DOCS = SampleFolder.root().resolve("docs");

    @Test
    void noPublishedFigureFalls() throws IOException {
        Samples samples = SampleFolder.required();

        List<String> fallen =
                Baseline.fallen(DOCS.resolve("accuracy.json"), samples.scoreMessages(), samples.scoreReplies());

        assertEquals(List.of(), fallen);
    }

    @Test
    void thePublishedPageIsWhatTheSamplesGive() throws IOException {
        Samples samples = SampleFolder.required();
        Score messages = samples.scoreMessages();
        Score replies = samples.scoreReplies();

        String hint = "stale: run ./rebound accuracy --write docs";
        assertEquals(AccuracyPage.of(messages, replies), Files.readString(DOCS.resolve("accuracy.md")), hint);
        assertEquals(Baseline.of(messages, replies), Files.readString(DOCS.resolve("accuracy.json")), hint);
    }
}
