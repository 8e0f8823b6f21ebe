package dev.rebound.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.cli.Rebound;
import dev.rebound.cli.bench.DeliveryRun.Turn;
import dev.rebound.cli.bench.DeliveryRun.Who;
import dev.rebound.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class DeliveryTableTest {

    private static final List<Map<Who, Turn>> ROUNDS =
            List.of(round(3_000, 1_000), round(2_000, 1_000), round(500, 250));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static Map<Who, Turn> round(double ours, double postfix) {
        return new TreeMap<>(Map.of(
                Who.REBOUND, new Turn(ours, 400),
                Who.POSTFIX, new Turn(postfix, 1_600)));
    }

    @Test
    void aRatioIsOfTwoTurnsOfTheSameRound() throws IOException {
        JsonNode postfix =
                new ObjectMapper().readTree(DeliveryTable.json(ROUNDS).getLast());

        assertEquals("postfix", postfix.path("who").asText());
        assertEquals(2, postfix.path("rebound_is_faster").path("median").asDouble());
        assertEquals(3, postfix.path("rebound_is_faster").path("most").asDouble());
        assertEquals(0.25, postfix.path("rebound_takes_of_cpu").path("median").asDouble());
    }

    @Test
    void theTableShowsWhoDeliveredHowFastAndForHowMuchCpu() {
        DeliveryRun.Plan plan = new DeliveryRun.Plan(Path.of("x"), 3, 10_000, 9_000, true);
        DeliveryTable.print(new PrintStream(out, true, StandardCharsets.UTF_8), plan, ROUNDS);
        String table = out.toString(StandardCharsets.UTF_8);

        assertTrue(table.startsWith("10,000 messages of 9,000 octets in each turn; 3 rounds"), table);
        assertTrue(table.contains("2,000 (500 to 3,000)"), table);
        assertTrue(table.contains("2.00 (2.00 to 3.00)"), table);
        assertTrue(table.contains("0.25 (0.25 to 0.25)"), table);
    }

    @Test
    void whatCannotBeMeasuredIsWrongUsage() {
        assertEquals(Rebound.EXIT_USAGE, run("bench", "delivery", "--rounds", "0"));
        assertEquals(Rebound.EXIT_USAGE, run("bench", "delivery", "--octets", "10"));
        assertEquals(Rebound.EXIT_USAGE, run("bench", "queue", "--messages", "10"));
        assertEquals(Rebound.EXIT_USAGE, run("bench", "queue", "--silent", "-1"));
    }

    private int run(String... args) {
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return Rebound.run(console, args);
    }
}
