package dev.rebound.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tells servers on one database apart, and how patient they are with each other. */
class NodeKeysTest {

    @TempDir
    private Path folder;

    private NodeSettings read(String toml, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(folder.resolve("rebound.toml"), toml);
        return Configuration.read(Optional.of(file), environment).node();
    }

    @Test
    void withoutANameItIsTheMachines() {
        assertEquals(
                new NodeSettings(NodeSettings.machine(), Duration.ofSeconds(15)),
                Configuration.defaults().node());
    }

    @Test
    void bothArriveAndTheEnvironmentDecides() throws IOException {
        assertEquals(
                new NodeSettings("mail-2", Duration.ofSeconds(8)),
                read("node.name = \"mail-1\"\nnode.lease = \"8s\"\n", Map.of("REBOUND_NODE_NAME", "mail-2")));
    }

    @ParameterizedTest
    @CsvSource({
        "node.name = 'mail 1', node.name: must be up to 63 letters",
        "node.lease = '4s', node.lease",
        "node.lease = '21s', node.lease",
        "node.lease = 'soon', node.lease",
        "node.names = 'x', node.name",
    })
    void whatCannotWorkIsRefusedByName(String toml, String problem) {
        ConfigurationException refused =
                assertThrows(ConfigurationException.class, () -> read(toml.replace('\'', '"'), Map.of()));
        assertTrue(String.valueOf(refused.getMessage()).contains(problem), refused.getMessage());
    }
}
