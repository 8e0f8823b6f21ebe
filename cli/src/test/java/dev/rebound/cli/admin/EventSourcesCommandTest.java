package dev.rebound.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventSourcesCommandTest {

    @TempDir
    private Path folder;

    private final TypedCommands commands = new TypedCommands();

    private int run(String command, String... words) {
        List<String> all = new ArrayList<>(List.of(
                "event-sources", command, "--data", folder.resolve("data").toString()));
        all.addAll(List.of(words));
        return commands.run(all.toArray(String[]::new));
    }

    @Test
    void oneIsMadeGivenItsSecretListedAndRemoved() throws IOException {
        Path key = Files.writeString(folder.resolve("key.txt"), "key-123\n");

        assertEquals(0, run("add", "--provider", "POSTMARK", "Newsletters"), commands.err());
        assertTrue(commands.out().contains("password "), commands.out());
        assertEquals(0, run("add", "--provider", "MAILGUN", "Receipts"), commands.err());
        assertFalse(commands.out().contains("password "), commands.out());
        assertEquals(0, run("secret", "--file", key.toString(), "2"), commands.err());
        assertEquals(1, run("secret", "--file", key.toString(), "1"));
        assertTrue(commands.err().contains("made here"), commands.err());

        assertEquals(0, run("list", "--output", "jsonl"));
        assertFalse(commands.out().contains("key-123"), commands.out());
        assertEquals(2, commands.out().lines().count());
        assertEquals(0, run("remove", "1"));
        assertEquals(1, run("remove", "1"));
        assertEquals(2, run("secret", "--file", folder.resolve("none").toString(), "2"));
    }
}
