package dev.rebound.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.cli.Rebound;
import dev.rebound.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomainsCommandTest {

    private static final String NAME = "s1._domainkey.here.example";

    @TempDir
    private Path data;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... words) {
        out.reset();
        err.reset();
        List<String> all = new ArrayList<>(List.of("domains"));
        all.addAll(List.of(words));
        all.addAll(2, List.of("--data", data.toString()));
        Console console = new Console(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return Rebound.run(console, all.toArray(String[]::new));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aNewKeyIsPrintedAsTheRecordToPublishAndShownAgain() {
        assertEquals(0, run("keygen", NAME));
        String made = out();
        assertTrue(made.contains(NAME + ". IN TXT ( \"v=DKIM1; k=rsa; p="), made);
        made.lines()
                .forEach(line ->
                        assertTrue(line.replaceAll("\"[^\"]{1,255}\"", "").indexOf('"') < 0, line));
        assertEquals(0, run("show", "here.example"));
        assertEquals(made, out());
    }

    @Test
    void aShortKeyIsOneString() {
        assertEquals(0, run("keygen", "--algorithm", "ed25519", NAME));
        assertTrue(out().contains(NAME + ". IN TXT \"v=DKIM1; k=ed25519; p="), out());
    }

    @Test
    void aKeyThatIsThereIsNotReplaced() {
        run("keygen", NAME);
        assertEquals(1, run("keygen", NAME));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("already"));
    }

    @Test
    void whatIsNoNameIsWrongUsage() {
        assertEquals(2, run("keygen", "here.example"));
    }

    @Test
    void aDomainWithoutKeysSaysSo() {
        assertEquals(1, run("show"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("keygen"));
    }
}
