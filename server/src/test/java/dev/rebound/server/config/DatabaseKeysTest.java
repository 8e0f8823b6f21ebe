package dev.rebound.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.store.database.PostgresAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be said about the database. */
class DatabaseKeysTest {

    private static final String URL = "[database]\nurl = \"postgresql://db.example:5432/rebound\"\n";

    @TempDir
    private Path folder;

    private DatabaseSettings read(String toml, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(folder.resolve("rebound.toml"), toml);
        return Configuration.read(Optional.of(file), environment).database();
    }

    private void refused(String toml, String problem) {
        ConfigurationException refused = assertThrows(ConfigurationException.class, () -> read(toml, Map.of()));
        assertTrue(String.valueOf(refused.getMessage()).contains(problem), refused.getMessage());
    }

    @Test
    void withoutAnAddressItIsTheFileInTheDataFolder() {
        assertEquals(Optional.empty(), Configuration.defaults().database().address());
    }

    @Test
    void everySettingArrivesAndThePasswordFromTheEnvironment() throws IOException {
        DatabaseSettings settings = read(URL + "user = \"tim\"\n", Map.of("REBOUND_DATABASE_PASSWORD", "hush"));

        assertEquals(
                Optional.of(new PostgresAddress(
                        "jdbc:postgresql://db.example:5432/rebound", Optional.of("tim"), Optional.of("hush"))),
                settings.address());
        assertFalse(settings.toString().contains("hush"));
        assertFalse(settings.address().orElseThrow().toString().contains("hush"));
    }

    @Test
    void thePasswordMayStandInAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "hush\n");

        DatabaseSettings settings = read(URL + "password-file = \"" + file + "\"\n", Map.of());

        assertEquals(Optional.of("hush"), settings.address().orElseThrow().password());
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "hush\n");

        refused("[database]\nurl = \"mysql://db/rebound\"\n", "must begin with postgresql://");
        refused("[database]\nuser = \"tim\"\n", "database.url: is missing");
        refused(URL + "password-file = \"/nowhere/at/all\"\n", "cannot be read");
        refused(URL + "password = \"hush\"\npassword-file = \"" + file + "\"\n", "one of them is enough");
    }
}
