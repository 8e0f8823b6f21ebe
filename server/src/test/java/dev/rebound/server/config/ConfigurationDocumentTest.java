package dev.rebound.server.config;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {

    @Test
    void theReferencePageHasEverySettingAsItIs() throws IOException {
        Path page = Path.of(System.getProperty("rebound.root"), "docs/reference/configuration.md");

        assertTrue(
                Files.readString(page).contains(ConfigurationReference.asMarkdown()),
                () -> "docs/reference/configuration.md is stale; its table must be:\n"
                        + ConfigurationReference.asMarkdown());
    }
}
