package dev.rebound.cli.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.cli.Rebound;
import dev.rebound.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scoring, on a folder of three invented samples. */
class AccuracyCommandTest {

    private static final String REPLIES = """
            {"id": "OPEN", "reply": "550 5.1.1 user unknown", "type": "HARD", "reason": "UNKNOWN_USER", "provider": "other", "lang": "en", "source": "ours"}
            {"id": "WRONG", "reply": "552 5.2.2 mailbox full", "type": "SOFT", "reason": "TEMPORARY", "alt": "HARD MAILBOX_FULL", "provider": "other", "lang": "en", "source": "ours"}
            {"id": "HELD", "reply": "552 5.2.2 mailbox full", "type": "SOFT", "reason": "TEMPORARY", "alt": ["SOFT/FILTERED"], "provider": "other", "lang": "en", "source": "ours"}
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int accuracy(String... arguments) {
        out.reset();
        String[] command = new String[arguments.length + 3];
        command[0] = "accuracy";
        command[1] = "--samples";
        command[2] = folder.toString();
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return Rebound.run(
                new Console(
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false),
                command);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String named(Share share, int number) {
        int seen = 0;
        for (int i = 0; ; i++) {
            if (Share.of("s" + i) == share && seen++ == number) {
                return "s" + i;
            }
        }
    }

    private void samples() throws IOException {
        Files.createDirectory(folder.resolve("messages"));
        Files.writeString(folder.resolve("messages.labels.jsonl"), "");
        Files.writeString(
                folder.resolve("replies.labels.jsonl"),
                REPLIES.replace("OPEN", named(Share.OPEN, 0))
                        .replace("WRONG", named(Share.OPEN, 1))
                        .replace("HELD", named(Share.HELD_BACK, 0)));
    }

    @Test
    void theThirdHeldBackIsDecidedByTheNameAlone() {
        assertEquals(Share.HELD_BACK, Share.of("r0008"), "SHA-1 of r0008 modulo 3 is 0");
        assertEquals(Share.OPEN, Share.of("r0004"));
    }

    @Test
    void withoutSamplesItSaysThatNothingWasMeasured() {
        assertEquals(Rebound.EXIT_FAILED, accuracy());
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("nothing to measure"), err::toString);
    }

    @Test
    void anAlternativeInAListCountsAndOneAsTextIsOnlyDefensible() throws IOException {
        samples();

        assertEquals(0, accuracy());

        assertTrue(printed().matches("(?s).*\ntype\\+reason  [^\n]*1/2[^\n]*0/1[^\n]*1/3\n.*"), this::printed);
        assertTrue(printed().matches("(?s).*\ntype\\+reason \\(defensible\\)[^\n]*2/2[^\n]*0/1.*"), this::printed);
        assertTrue(printed().matches("(?s).*\nkept mailable[^\n]*0/1[^\n]*0/1[^\n]*0/2\n.*"), this::printed);
    }

    @Test
    void aFailingCaseOfTheHeldBackThirdIsNeverNamed() throws IOException {
        samples();

        accuracy("--misses", "--write", folder.toString());

        String page = Files.readString(folder.resolve("accuracy.md"));
        String held = named(Share.HELD_BACK, 0);
        assertTrue(page.contains("`" + named(Share.OPEN, 1) + "`"), page);
        assertFalse(page.contains("`" + held + "`"), page);
        assertFalse(printed().contains("- " + held), this::printed);
    }

    @Test
    void aFigureThatFellIsNamedAndEndsTheCheckWithOne() throws IOException {
        samples();
        accuracy("--write", folder.toString());
        assertEquals(0, accuracy("--check", folder.toString()));
        Path baseline = folder.resolve("accuracy.json");
        Files.writeString(
                baseline,
                Files.readString(baseline)
                        .replaceFirst("(?<head>\"type\\+reason\" : \\{\\s*\"right\" : )1", "${head}2"));

        assertEquals(Rebound.EXIT_FAILED, accuracy("--check", folder.toString()));
        assertTrue(printed().contains("fell: replies, type+reason: 1/3, published 2/3"), this::printed);
    }

    @Test
    void aFigureThatFellIsNotPublishedUnlessSomebodySaysSo() throws IOException {
        samples();
        accuracy("--write", folder.toString());
        Path baseline = folder.resolve("accuracy.json");
        String better = Files.readString(baseline).replaceAll("\"right\" : 1", "\"right\" : 2");
        Files.writeString(baseline, better);

        assertEquals(Rebound.EXIT_FAILED, accuracy("--write", folder.toString()));
        assertEquals(better, Files.readString(baseline));
        assertEquals(0, accuracy("--write", folder.toString(), "--lower"));
        assertFalse(better.equals(Files.readString(baseline)));
    }
}
