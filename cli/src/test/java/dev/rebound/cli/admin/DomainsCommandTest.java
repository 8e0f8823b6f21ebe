package dev.rebound.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.store.FreshFolders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomainsCommandTest {

    private static final String NAME = "s1._domainkey.here.example";

    @TempDir(factory = FreshFolders.class)
    private Path data;

    private final TypedCommands commands = new TypedCommands();

    private int run(String... words) {
        List<String> all = new ArrayList<>(List.of("domains"));
        all.addAll(List.of(words));
        all.addAll(2, List.of("--data", data.toString()));
        return commands.run(all.toArray(String[]::new));
    }

    private String out() {
        return commands.out();
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
        assertTrue(commands.err().contains("already"));
    }

    @Test
    void whatIsNoNameIsWrongUsage() {
        assertEquals(2, run("keygen", "here.example"));
    }

    @Test
    void aDomainWithoutKeysSaysSo() {
        assertEquals(1, run("show"));
        assertTrue(commands.err().contains("keygen"));
    }
}
