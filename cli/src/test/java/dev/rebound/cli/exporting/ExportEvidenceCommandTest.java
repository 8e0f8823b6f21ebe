package dev.rebound.cli.exporting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.classify.Classifier;
import dev.rebound.cli.Rebound;
import dev.rebound.cli.console.Console;
import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AddressRules;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.feed.seen.Seen;
import dev.rebound.feed.seen.SeenReader;
import dev.rebound.feed.seen.SeenReader.Verdicts;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import dev.rebound.store.database.OwnPostgres;
import dev.rebound.store.database.PostgresAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is exported makes, folded anew, the states that the installation has. */
class ExportEvidenceCommandTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... words) {
        Console console = new Console(
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        List<String> all = new ArrayList<>(
                List.of("export-evidence", "--out", folder.resolve("out").toString()));
        all.addAll(List.of(words));
        return Rebound.run(console, all.toArray(String[]::new));
    }

    private int runOnFile(String... words) {
        try (Store store = Store.open(folder.resolve("data"), StoreSettings.standard())) {
            History.in(store);
        }
        return run(Stream.concat(Stream.of("--data", folder.resolve("data").toString()), Stream.of(words))
                .toArray(String[]::new));
    }

    private Map<AddressKey, AddressState> folded(Verdicts verdicts) throws IOException {
        SeenReader reader = new SeenReader(Classifier.builtIn()::classify, verdicts);
        Map<AddressKey, AddressState> states = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    Seen seen = reader.read(line.getBytes(StandardCharsets.UTF_8));
                    states.merge(seen.address(), AddressState.EMPTY, (known, empty) -> known);
                    states.computeIfPresent(
                            seen.address(),
                            (address, state) -> AddressRules.decide(
                                            address, state, seen.observation(), Rulebook.standard())
                                    .after());
                }
            }
        }
        return states;
    }

    private void assertSame(Store store) throws IOException {
        Map<AddressKey, AddressState> states = folded(Verdicts.AS_TOLD);
        assertEquals(List.of(History.KIM, History.LEE, History.PAT), List.copyOf(states.keySet()));
        states.forEach((address, state) -> assertEquals(store.ledger().state(address), state, address.value()));
    }

    @Test
    void whatIsExportedMakesTheStatesThatTheInstallationHas() throws IOException {
        assertEquals(0, runOnFile("--parts", "2"), err::toString);

        try (Store store = Store.open(folder.resolve("data"), StoreSettings.standard())) {
            assertSame(store);
        }
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("observations written"), err::toString);
    }

    @Test
    void fromADatabaseOnAServerItIsTheSameWhileNodesWorkOnIt() throws IOException {
        PostgresAddress database = OwnPostgres.running().emptyDatabase();
        Path data = folder.resolve("data");
        Path config = Files.writeString(folder.resolve("rebound.toml"), """
                data-folder = "%s"
                [database]
                url = "%s"
                user = "%s"
                """.formatted(
                        data,
                        database.url().substring("jdbc:".length()),
                        database.user().orElseThrow()));
        try (Store store = Store.open(data, database, StoreSettings.standard())) {
            History.in(store);

            assertEquals(0, run("--config", config.toString()), err::toString);
            assertSame(store);
        }
    }

    @Test
    void otherRulesJudgeTheWordsAndReadTheReports() throws IOException {
        runOnFile();

        AddressState lee = folded(Verdicts.JUDGED_AGAIN).getOrDefault(History.LEE, AddressState.EMPTY);
        assertEquals(
                Reason.UNKNOWN_USER,
                lee.message(new MessageId(7))
                        .orElseThrow()
                        .verdict()
                        .orElseThrow()
                        .reason());
    }

    @Test
    void reportsAreLeftOutIfAskedTo() throws IOException {
        runOnFile("--without-reports");

        String text = Files.readString(folder.resolve("out/seen-1.jsonl"));
        assertFalse(text.contains("\"report\""));
        assertTrue(text.contains("User unknown"));
    }

    @Test
    void aFolderThatIsInUseIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/mine"), "");

        assertEquals(1, runOnFile());
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("is not empty"));
    }
}
