package dev.rebound.cli.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.cli.Rebound;
import dev.rebound.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REPORT = """
            From: MAILER-DAEMON@mx.dept.example
            Subject: Undelivered Mail Returned to Sender
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            Your message could not be delivered.

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.dept.example

            Final-Recipient: rfc822; kim@dept.example
            Action: failed
            Status: 5.2.2
            Diagnostic-Code: smtp; 552 5.2.2 The mailbox is over quota

            --b--
            """;

    @TempDir
    private Path folder;

    /** What a command printed and how it ended. */
    private record Run(int exit, String out, String err) {
        List<JsonNode> lines() throws IOException {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : out.lines().toList()) {
                lines.add(JSON.readTree(line));
            }
            return lines;
        }
    }

    private static Run rebound(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        int exit = Rebound.run(console, arguments);
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aReportGivesALineWithEverythingInIt() throws IOException {
        Files.writeString(folder.resolve("a.eml"), REPORT);

        Run run = rebound("", "classify", "--output", "jsonl", folder.toString());

        JsonNode line = run.lines().getFirst();
        assertEquals(0, run.exit(), run::toString);
        assertEquals("a.eml", line.get("file").textValue());
        assertEquals("bounce", line.get("kind").textValue());
        assertEquals("kim@dept.example", line.get("recipient").textValue());
        assertEquals("5.2.2", line.get("status").textValue());
        assertEquals(552, line.get("code").intValue());
        assertEquals("HARD", line.get("type").textValue());
        assertEquals("MAILBOX_FULL", line.get("reason").textValue());
    }

    @Test
    void linesComeInTheOrderOfTheFiles() throws IOException {
        for (int i = 0; i < 50; i++) {
            Files.writeString(folder.resolve("%02d.eml".formatted(i)), REPORT);
        }

        List<JsonNode> lines =
                rebound("", "classify", "--output", "jsonl", folder.toString()).lines();

        for (int i = 0; i < 50; i++) {
            assertEquals("%02d.eml".formatted(i), lines.get(i).get("file").textValue());
        }
    }

    @Test
    void aFileThatIsNotThereGivesALineAndTheRunGoesOn() throws IOException {
        Path good = Files.writeString(folder.resolve("good.eml"), REPORT);

        Run run = rebound(
                "",
                "classify",
                "--output",
                "jsonl",
                folder.resolve("missing.eml").toString(),
                good.toString());

        assertEquals(1, run.exit());
        assertEquals(2, run.lines().size());
        assertTrue(run.lines().getFirst().hasNonNull("error"));
        assertEquals("bounce", run.lines().get(1).get("kind").textValue());
    }

    @Test
    void repliesAreReadOneALineOrAsJson() throws IOException {
        Run run = rebound(
                "550 5.1.1 user unknown\n{\"id\": \"x\", \"reply\": \"421 4.7.0 try again later\"}\n",
                "classify",
                "--replies",
                "--output",
                "jsonl",
                "-");

        assertEquals(0, run.exit(), run::toString);
        assertEquals("UNKNOWN_USER", run.lines().getFirst().get("reason").textValue());
        assertEquals("x", run.lines().get(1).get("id").textValue());
        assertEquals("SOFT", run.lines().get(1).get("type").textValue());
    }

    @Test
    void explainShowsTheRuleAndTheWords() {
        Run run = rebound("", "explain", "552 5.2.2 mailbox over quota");

        assertTrue(run.out().contains("MAILBOX_FULL"), run::toString);
        assertTrue(run.out().contains("mailbox-full"), run::toString);
    }

    @Test
    void thePackedRulesPassTheirOwnLint() {
        assertEquals(0, rebound("", "rules", "lint").exit());
    }

    @Test
    void everyCommandExplainsItself() {
        for (String command :
                List.of("demo", "serve", "classify", "explain", "rules", "accuracy", "verify", "accounts", "emails")) {
            Run run = rebound("", command, "--help");
            assertEquals(0, run.exit(), command);
            assertTrue(run.out().contains("Usage"), command);
        }
    }

    @Test
    void aMisspeltCommandIsRefusedWithASuggestion() {
        Run run = rebound("", "clasify");

        assertEquals(Rebound.EXIT_USAGE, run.exit());
        assertTrue(run.err().contains("classify"), run::toString);
    }
}
