package dev.rebound.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong before anything is moved; moves themselves are tested where they are made, in {@code store}. */
class MigrateStoreCommandTest {

    @TempDir
    private Path folder;

    private final TypedCommands commands = new TypedCommands();

    private Path config(String toml) throws IOException {
        return Files.writeString(folder.resolve("rebound.toml"), toml);
    }

    @Test
    void withoutADatabaseToMoveToItSaysWhatToSet() throws Exception {
        String config = config("").toString();

        assertEquals(2, commands.run("migrate-store", "--config", config, "--data", folder.toString()));
        assertTrue(commands.err().contains("database.url"), commands::err);
    }

    @Test
    void aDatabaseThatCannotBeReachedLeavesTheFolderAsItWas() throws Exception {
        Path data = folder.resolve("data");
        Store.open(data, StoreSettings.standard()).close();
        // Nobody listens on the port for discarding, and nobody may.
        String config = config("[database]\nurl = \"postgresql://127.0.0.1:9/rebound\"\n")
                .toString();

        assertEquals(1, commands.run("migrate-store", "--config", config, "--data", data.toString()));
        assertTrue(commands.err().contains("cannot be reached"), commands::err);
        assertFalse(Files.exists(data.resolve("moved")));
    }

    @Test
    void aFolderWithNothingInItIsSaidSo() throws Exception {
        String config = config("[database]\nurl = \"postgresql://127.0.0.1:9/rebound\"\n")
                .toString();

        assertEquals(
                1,
                commands.run(
                        "migrate-store",
                        "--config",
                        config,
                        "--data",
                        folder.resolve("none").toString()));
        assertTrue(commands.err().contains("there is no Rebound in the folder"), commands::err);
    }
}
