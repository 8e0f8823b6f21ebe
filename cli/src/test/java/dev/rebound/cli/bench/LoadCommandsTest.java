package dev.rebound.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.bench.Spread;
import dev.rebound.bench.load.Rate;
import dev.rebound.cli.Rebound;
import dev.rebound.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoadCommandsTest {

    private static final Rate RATE = new Rate(
            "events", new Spread(19_000, 21_234, 22_000), new Spread(20, 22.5, 25), new Spread(0.4, 0.45, 0.5));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void theTableShowsEveryRateWithItsSpread() {
        RateLines.print(stream(out), RateLines.Form.TEXT, "events", "bare", List.of(RATE));

        assertTrue(text(out).contains("21,234 (19,000 to 22,000)"), text(out));
        assertTrue(text(out).contains("22.5 (20.0 to 25.0)"), text(out));
        assertTrue(text(out).contains("0.45 (0.40 to 0.50)"), text(out));
        assertTrue(text(out).contains("of bare"), text(out));
    }

    @Test
    void everyRateIsInTheJson() throws IOException {
        RateLines.print(stream(out), RateLines.Form.JSONL, "events", "bare", List.of(RATE));
        JsonNode object = new ObjectMapper().readTree(text(out));

        assertEquals("events", object.path("contender").asText());
        assertEquals(21_234, object.path("per_second").path("median").asDouble());
        assertEquals(0.4, object.path("of_peer").path("least").asDouble());
    }

    @Test
    void theLedgersRunLeavesItsFolderAsItWas() throws IOException {
        int exit = run("bench", "ledger", "--rounds=1", "--events=40", "--callers=4", "--folder=" + folder);

        assertEquals(0, exit, () -> text(err));
        assertEquals(6, text(out).lines().count(), () -> text(out));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void whatCannotBeMeasuredIsWrongUsage() {
        assertEquals(Rebound.EXIT_USAGE, run("bench", "ledger", "--events", "3"));
        assertEquals(Rebound.EXIT_USAGE, run("bench", "intake", "--connections", "91"));
        assertEquals(Rebound.EXIT_USAGE, run("bench"));
    }

    private int run(String... args) {
        return Rebound.run(new Console(new ByteArrayInputStream(new byte[0]), stream(out), stream(err), false), args);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
