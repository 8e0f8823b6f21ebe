package dev.rebound.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.node.Candidate;
import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.Node;
import dev.rebound.engine.node.NodeNumber;
import dev.rebound.engine.node.Nodes;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import dev.rebound.store.database.OwnPostgres;
import dev.rebound.store.database.PostgresAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodesCommandTest {

    @TempDir
    private Path folder;

    private final TypedCommands commands = new TypedCommands();

    @Test
    void thoseAtWorkAreListedWithWhatTheyDoAndThoseThatEndedBehindThem() throws Exception {
        PostgresAddress database = OwnPostgres.running().emptyDatabase();
        Path data = folder.resolve("data");
        try (Store store = Store.open(data, database, StoreSettings.standard())) {
            store.nodes().leave(join(store, "south"));
            NodeNumber north = join(store, "north");
            store.duties().take(north, Set.of(Duty.WEBHOOKS));
        }

        assertEquals(0, commands.run("nodes", "--config", config(data, database), "--output", "jsonl"), commands::err);
        List<String> lines = commands.out().lines().toList();
        assertEquals(2, lines.size(), commands::out);
        assertTrue(lines.get(0).contains("\"north\"") && lines.get(0).contains("\"webhooks\""), commands::out);
        assertTrue(lines.get(0).contains("LIVE"), commands::out);
        assertTrue(lines.get(1).contains("\"south\"") && lines.get(1).contains("LEFT"), commands::out);
    }

    private static NodeNumber join(Store store, String name) {
        Candidate candidate = new Candidate(new Node.About(name, "host", "1", "7"), new TreeMap<>());
        if (store.nodes().join(candidate, Duration.ofSeconds(20)) instanceof Nodes.Joining.Joined(NodeNumber number)) {
            return number;
        }
        throw new AssertionError("nobody else is there");
    }

    private String config(Path data, PostgresAddress database) throws IOException {
        return Files.writeString(folder.resolve("rebound.toml"), """
                        data-folder = "%s"
                        [database]
                        url = "%s"
                        user = "%s"
                        """.formatted(
                                data,
                                database.url().substring("jdbc:".length()),
                                database.user().orElseThrow()))
                .toString();
    }

    @Test
    void whereTheDatabaseIsAFileThereAreNone() {
        assertEquals(0, commands.run("nodes", "--data", folder.resolve("data").toString()), commands::err);
        assertEquals(1, commands.out().strip().lines().count(), commands::out);
    }
}
