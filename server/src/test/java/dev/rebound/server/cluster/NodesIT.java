package dev.rebound.server.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.server.boot.BootException;
import dev.rebound.server.boot.Installation;
import dev.rebound.server.config.Configuration;
import dev.rebound.store.database.DataFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three servers on one PostgreSQL, and {@code kill -9}. */
@Tag("slow")
class NodesIT {

    /** What is promised with the longest lease there may be. */
    private static final Duration TAKE_OVER_MAX = Duration.ofSeconds(30);

    /** To how many each email goes. */
    private static final int CONTACTS = 800;

    @TempDir
    private Path folder;

    @Test
    void whoeverIsKilledOrStandsStillNothingIsLostAndNothingDoubledUnmarked() throws Exception {
        long seed = System.nanoTime();
        try (Cluster cluster = Cluster.open(folder, Duration.ofSeconds(5), CONTACTS)) {
            cluster.ensure("anna");
            refusesWhoDiffers(cluster);

            NodesRun.Report report = NodesRun.run(cluster, 1, seed);
            System.out.println(report);

            assertEquals(0, report.missing(), () -> "seed " + seed);
            assertEquals(Set.of(), report.unmarked(), () -> "seed " + seed);
            assertEquals(List.of(), report.twiceAfterStanding(), () -> "seed " + seed);
            assertEquals(List.of(), report.verification().differences(), () -> "seed " + seed);
            report.takeOvers().forEach(took -> assertTrue(took.compareTo(TAKE_OVER_MAX) < 0, took::toString));
        }
    }

    private void refusesWhoDiffers(Cluster cluster) throws IOException {
        Path otherDomain = cluster.configuration("other", "intake.bounce-domain = \"other.example\"");
        assertRefused(otherDomain, "anna about: intake.bounce-domain");

        Path sameName = cluster.configuration("elsewhere", "");
        String settings = Files.readString(sameName);
        Files.writeString(sameName, settings.replace("node.name = \"elsewhere\"", "node.name = \"anna\""));
        assertRefused(sameName, "a node named anna is running");

        Path otherKey = cluster.configuration("stranger", "");
        Files.writeString(folder.resolve("stranger/return-path.key"), "ab".repeat(32));
        DataFolderException refused = assertThrows(DataFolderException.class, () -> Installation.open(read(otherKey)));
        assertTrue(String.valueOf(refused.getMessage()).contains("return-path.key"), refused::getMessage);
    }

    private static void assertRefused(Path configuration, String why) {
        BootException refused = assertThrows(BootException.class, () -> Installation.open(read(configuration)));
        assertTrue(String.valueOf(refused.getMessage()).contains(why), refused::getMessage);
    }

    private static Configuration read(Path file) {
        return Configuration.read(Optional.of(file), Map.of());
    }
}
