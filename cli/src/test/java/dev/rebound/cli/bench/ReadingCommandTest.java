package dev.rebound.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.bench.Contender;
import dev.rebound.bench.Figures;
import dev.rebound.bench.Messages;
import dev.rebound.bench.Spread;
import dev.rebound.cli.Rebound;
import dev.rebound.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReadingCommandTest {

    private static final Messages ONE = new Messages("a folder", List.of(new byte[1_200]));
    private static final Figures FIGURES = new Figures(
            Contender.READ,
            2,
            new Spread(9, 10.26, 12),
            new Spread(150_000, 160_000, 170_000),
            new Spread(2, 2.5, 3),
            new Spread(1.7, 1.9, 2));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void theTableShowsEveryFigureWithItsSpread() {
        FiguresTable.print(new PrintStream(out, true, StandardCharsets.UTF_8), ONE, 8, List.of(FIGURES));
        String table = text(out);
        assertTrue(table.contains("1 messages, mean 1,200 bytes, of a folder; 8 rounds"), table);
        assertTrue(table.contains("10.3 (9.0 to 12.0)"), table);
        assertTrue(table.contains("160,000"), table);
        assertTrue(table.contains("2.50 (2.00 to 3.00)"), table);
    }

    @Test
    void everyFigureIsInTheJson() throws IOException {
        JsonNode object = new ObjectMapper().readTree(FiguresJson.of(ONE, FIGURES));
        assertEquals("read", object.path("contender").asText());
        assertEquals(2, object.path("threads").asInt());
        assertEquals(10.26, object.path("cpu_us").path("median").asDouble());
        assertEquals(170_000, object.path("per_second").path("most").asDouble());
        assertEquals(2.5, object.path("vs_angus").path("median").asDouble());
        assertEquals(1.7, object.path("scaling").path("least").asDouble());
    }

    @Test
    void aFolderWithoutMessagesIsWrongUsage() {
        assertEquals(Rebound.EXIT_USAGE, run("bench", "reading", "no-such-folder"));
        assertTrue(text(err).contains("No folder with messages: no-such-folder"), text(err));
        assertEquals(Rebound.EXIT_USAGE, run("bench", "reading", "--rounds", "0"));
    }

    private int run(String... args) {
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return Rebound.run(console, args);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
