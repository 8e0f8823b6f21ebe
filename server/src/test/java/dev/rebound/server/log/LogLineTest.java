package dev.rebound.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line of the log looks like, and that no address gets into one. */
class LogLineTest {

    private static final Logger LOGGER = new LoggerContext().getLogger("dev.rebound.server.Somewhere");

    private static String line(LogLine.Format format, LoggingEvent event) {
        LogLine layout = new LogLine();
        layout.write(format);
        event.setTimeStamp(1_772_366_531_204L);
        return layout.doLayout(event);
    }

    private static LoggingEvent event(String pattern, Object... arguments) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerName(LOGGER.getName());
        event.setLevel(Level.WARN);
        event.setMessage(pattern);
        event.setArgumentArray(arguments);
        return event;
    }

    private static LoggingEvent event(Throwable thrown, String pattern, Object... arguments) {
        return new LoggingEvent("", LOGGER, Level.WARN, pattern, thrown, arguments);
    }

    private static String text(String pattern, Object... arguments) {
        return line(LogLine.Format.TEXT, event(pattern, arguments));
    }

    private static JsonNode json(LoggingEvent event) throws JsonProcessingException {
        return new ObjectMapper().readTree(line(LogLine.Format.JSON, event));
    }

    @Test
    void aTextLineHasMomentLevelPlaceAndFields() {
        assertEquals(
                "2026-03-01T12:02:11.204Z WARN  Somewhere A call failed webhook=7 why=timeout" + System.lineSeparator(),
                text("A call failed webhook={} why={}", 7, "timeout"));
    }

    @Test
    void aJsonLineHasTheFieldsAsMembers() throws JsonProcessingException {
        JsonNode line = json(event(new IllegalStateException("why"), "A call failed webhook={} level={}", 7, "x"));
        assertEquals("2026-03-01T12:02:11.204Z", line.path("at").textValue());
        assertEquals("WARN", line.path("level").textValue());
        assertEquals("Somewhere", line.path("logger").textValue());
        assertEquals("A call failed webhook=7 level=x", line.path("message").textValue());
        assertEquals("7", line.path("webhook").textValue());
        assertEquals("x", line.path("field.level").textValue());
        assertTrue(line.path("exception").textValue().startsWith("java.lang.IllegalStateException: why"));
    }

    @Test
    void aJsonLineIsOneLineWhateverIsInIt() {
        String line = line(LogLine.Format.JSON, event(new IllegalStateException("a\nb"), "x={}", "a\r\nb\"c\u2028"));
        assertEquals(1, line.lines().count());
    }

    @Test
    void whoSendsMailWritesNoLinesOfTheirOwn() {
        assertEquals(
                1,
                text("said {}", "550 no\r\n2026-03-01 ERROR all is lost\u0085\u2028x")
                        .lines()
                        .count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "to john.smith@example.com, again | to j***@example.com, again",
                "<john@example.com> | <j***@example.com>",
                "mailto:john@example.com? | mailto:j***@example.com?",
                "two: a.b@x.example c.d@y.example | two: a***@x.example c***@y.example",
                "john=smith@example.com | j***@example.com",
                "b+abc-def=x.y@bounce.example | b***@bounce.example",
                "to \"john smith\"@example.com | to \"***@example.com",
                "john@[192.0.2.1] | j***@[192.0.2.1]",
                "john@localhost | j***@localhost",
                "search=john%40example.com&page=2 | s***%40example.com&page=2",
                "o'neill@example.com | o***@example.com",
                "user/dept@example.com | u***@example.com",
                "王小明@例子.example | 王***@例子.example",
                "john@exa_mple.com | j***@exa_mple.com",
                "at java.base@25/java.lang.Thread.run | at java.base@25/java.lang.Thread.run",
                "@Test @ nobody | @Test @ nobody"
            })
    void anAddressInAMessageIsRedacted(String said, String written) {
        assertTrue(text("{}", said).endsWith(" Somewhere " + written + System.lineSeparator()), text("{}", said));
    }

    @Test
    void theKeyOfAFieldStays() throws JsonProcessingException {
        assertTrue(text("Refused address={} why={}", "john@example.com", "full")
                .contains("Refused address=j***@example.com why=full"));
        assertEquals(
                "j***@example.com",
                json(event("Refused address={}", "john@example.com"))
                        .path("address")
                        .textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TEXT", "JSON"})
    void anAddressInAnExceptionIsRedacted(LogLine.Format format) {
        Exception cause = new IllegalArgumentException("no such mailbox: john.smith@example.com");
        Exception thrown = new IllegalStateException("failed for <mary@example.com>", cause);
        thrown.addSuppressed(new IllegalStateException("rcpt=lee.ann@example.com"));
        String line = line(format, event(thrown, "It failed"));
        for (String leaked : List.of("john.smith", "mary", "lee.ann")) {
            assertFalse(line.contains(leaked), line);
        }
        assertTrue(line.contains("j***@example.com") && line.contains("m***@example.com"), line);
    }

    @Test
    void noLocalPartThrownAtItGetsThrough() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String letters = "abcxyz0189!#$%&'*+-/=?^_`{|}~.\u00e9\u738b";
        String around = " <>(),;:[]\t\"";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder local = new StringBuilder("Q");
            int length = 8 + random.nextInt(60);
            for (int j = 0; j < length; j++) {
                local.append(letters.charAt(random.nextInt(letters.length())));
            }
            char before = around.charAt(random.nextInt(around.length()));
            String line = text("said {} why={}", before + local.toString() + "@x.example" + before, "none");
            assertFalse(
                    line.contains(local.substring(1, local.length())), "seed " + seed + ": " + local + " in " + line);
        }
    }

    @Test
    void aHugeLineCostsItsLengthAndNoMore() {
        String hostile = "a@".repeat(500_000) + "x".repeat(1_000_000) + "@".repeat(1_000_000);
        assertTimeout(Duration.ofSeconds(5), () -> text("{}", hostile));
    }
}
