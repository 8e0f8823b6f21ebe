package dev.rebound.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suppressions of a data folder that no server has open are imported, lifted, put back and exported. */
class SuppressionsCommandTest {

    @TempDir
    private Path folder;

    private final TypedCommands commands = new TypedCommands();
    private AccountId account = new AccountId(1);
    private Path list = Path.of("");

    @BeforeEach
    void anAccountAndAList() throws IOException {
        list = Files.writeString(folder.resolve("bounces.csv"), """
                address,code,error,created_at
                a@gone.example,550,5.1.1 no such user,"Tue, 21 Oct 2025 11:02:55 GMT"
                nobody,550,x,
                b@gone.example,550,5.1.1 no such user,
                """);
        try (Store store = open()) {
            account = store.accounts().create("Acme", Instant.EPOCH);
        }
    }

    private Store open() {
        return Store.open(folder.resolve("data"), StoreSettings.standard());
    }

    private int run(String command, String... words) {
        List<String> all = new ArrayList<>(List.of(
                "suppressions", command, "--data", folder.resolve("data").toString(), "--account", account.toString()));
        all.addAll(List.of(words));
        return commands.run(all.toArray(String[]::new));
    }

    private Map<Reason, Long> suppressed() {
        try (Store store = open()) {
            return store.suppressions().counts(account);
        }
    }

    private void imported() {
        assertEquals(0, run("import", "--why", "we move", list.toString()), commands.err());
    }

    @Test
    void aDryRunSaysWhatWouldComeOfItAndLeavesNothingBehind() {
        assertEquals(0, run("import", "--dry-run", "--output", "jsonl", list.toString()));

        assertTrue(commands.out().contains("\"outcome\":\"SUPPRESSED\""), commands.out());
        assertTrue(commands.err().contains("line 3: MALFORMED_ADDRESS"), commands.err());
        assertEquals(Map.of(), suppressed());
        assertEquals(0, run("changes"));
        assertTrue(commands.out().contains("(none)"), commands.out());
    }

    @Test
    void aListIsImportedOnceHoweverOftenAndTakenBack() {
        imported();
        assertEquals(Map.of(Reason.UNKNOWN_USER, 2L), suppressed());

        imported();
        assertTrue(commands.out().contains("ALREADY_SUPPRESSED"), commands.out());

        assertEquals(0, run("undo", "1"));
        assertTrue(commands.out().contains("WITHDRAWN"), commands.out());
        assertEquals(Map.of(), suppressed());
        assertEquals(1, run("undo", "1"));
        assertEquals(1, run("undo", "99"));
    }

    @Test
    void whatAFilterOrAFileFitsIsLiftedAndPutBack() {
        imported();

        assertEquals(0, run("unbounce", "--matching", "a@", "--dry-run"));
        assertEquals(Map.of(Reason.UNKNOWN_USER, 2L), suppressed());
        assertEquals(0, run("unbounce", "--matching", "a@", "--why", "they called"));
        assertEquals(Map.of(Reason.UNKNOWN_USER, 1L), suppressed());
        assertEquals(0, run("unbounce", "--file", list.toString(), "--why", "all of them"));
        assertEquals(Map.of(), suppressed());
        assertEquals(0, run("undo", "3"));
        assertTrue(commands.out().contains("RESTORED"), commands.out());
        assertEquals(Map.of(Reason.UNKNOWN_USER, 1L), suppressed());
    }

    @Test
    void oneAddressIsLiftedAsBefore() {
        imported();

        assertEquals(0, run("unbounce", "--why", "they called", "a@gone.example"));
        assertEquals(1, run("unbounce", "--why", "they called", "a@gone.example"));
        assertEquals(2, run("unbounce", "--why", "they called", "nobody"));
    }

    @Test
    void whatNothingWasSentToCannotBeMarkedAsBounced() {
        assertEquals(1, run("mark", "--reason", "UNKNOWN_USER", "--why", "has left", "a@gone.example"));
        assertTrue(commands.err().contains("Nothing of this account was sent to it"), commands.err());
        assertEquals(2, run("mark", "--reason", "UNKNOWN_USER", "--why", "has left", "nobody"));
        assertEquals(2, run("mark", "--reason", "TEMPORARY", "--why", "has left", "a@gone.example"));
    }

    @Test
    void anExportIsReadBack() throws IOException {
        imported();
        Path csv = folder.resolve("out.csv");
        Path lines = folder.resolve("out.jsonl");

        assertEquals(0, run("export", "--output", "csv", csv.toString()));
        assertEquals(0, run("export", "--output", "jsonl", lines.toString()));
        assertEquals(0, run("undo", "1"));

        assertTrue(Files.readString(csv).contains("\"a@gone.example\",\"UNKNOWN_USER\",\"2025-10-21T11:02:55Z\""));
        assertEquals(2, Files.readAllLines(lines).size());
        assertEquals(0, run("import", "--why", "back", lines.toString()));
        assertEquals(Map.of(Reason.UNKNOWN_USER, 2L), suppressed());
        try (Store store = open()) {
            assertEquals(
                    Optional.of(Reason.UNKNOWN_USER),
                    store.suppressions().page(account, "", Optional.empty(), Optional.empty(), 1).stream()
                            .map(found -> found.suppression().reason())
                            .findFirst());
        }
    }

    @Test
    void wrongUsageIsExplained() {
        assertEquals(2, run("import", "--why", "x", folder.resolve("none.csv").toString()));
        assertEquals(2, run("import", list.toString()));
        assertTrue(commands.err().contains("--why"), commands.err());
        assertEquals(2, run("import", "--dry-run", "--format", "excel", list.toString()));
        assertEquals(1, run("import", "--dry-run", "--format", "postmark", list.toString()));
        assertTrue(commands.err().contains("NOT_RECOGNISED"), commands.err());
        assertEquals(2, run("unbounce", "--why", "x"));
        assertEquals(2, run("unbounce", "a@gone.example", "b@gone.example"));
        account = new AccountId(99);
        assertEquals(1, run("import", "--dry-run", list.toString()));
        assertTrue(commands.err().contains("no account 99"), commands.err());
    }
}
