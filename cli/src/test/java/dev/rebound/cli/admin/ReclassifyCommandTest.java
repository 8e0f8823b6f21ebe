package dev.rebound.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.store.FreshFolders;
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

/** Past bounces of a data folder that no server has open are judged again. */
class ReclassifyCommandTest {

    private static final Instant MORNING = Instant.parse("2026-11-24T09:00:00Z");
    private static final AddressKey ADDRESS = new AddressKey("gone@x.example");

    @TempDir(factory = FreshFolders.class)
    private Path data;

    private final TypedCommands commands = new TypedCommands();
    private AccountId account = new AccountId(1);

    @BeforeEach
    void oneBounceThatWasMisread() {
        try (Store store = open()) {
            account = store.accounts().create("Acme", MORNING);
            MessageId message = new MessageId(1);
            store.ledger()
                    .record(ADDRESS, new Observation.Accepted(account, message, MORNING), Optional.empty())
                    .join();
            Verdict misread = new Verdict(
                    Reason.SPAM.finalType(),
                    Reason.SPAM,
                    Fault.CONTENT,
                    Confidence.LOW,
                    new RuleId("old-rule"),
                    "2025-1",
                    List.of(),
                    Optional.empty());
            Evidence evidence = new Evidence(
                    EvidenceId.of("once"),
                    EvidenceSource.SMTP_REPLY,
                    MORNING,
                    Diagnostic.ofText("550 5.1.1 no such user"),
                    Optional.empty());
            store.ledger()
                    .record(
                            ADDRESS,
                            new Observation.PermanentFailure(message, MORNING, evidence.id(), misread),
                            Optional.of(evidence))
                    .join();
        }
    }

    private Store open() {
        return Store.open(data, StoreSettings.standard());
    }

    private int run(String... words) {
        List<String> all = new ArrayList<>(List.of("reclassify", "--data", data.toString()));
        all.addAll(List.of(words));
        return commands.run(all.toArray(String[]::new));
    }

    private Map<Reason, Long> suppressed() {
        try (Store store = open()) {
            return store.suppressions().counts(account);
        }
    }

    @Test
    void aDryRunShowsTheDifference() {
        assertEquals(0, run());

        assertTrue(commands.out().contains("1 judged differently"), commands.out());
        assertTrue(commands.out().contains("old-rule -> "), commands.out());
        assertEquals(Map.of(Reason.SPAM, 1L), suppressed());
    }

    @Test
    void applyingAndUndoing() {
        assertEquals(0, run("--apply"));
        assertEquals(Map.of(Reason.UNKNOWN_USER, 1L), suppressed());

        assertEquals(0, run("--undo", "1"));
        assertEquals(Map.of(Reason.SPAM, 1L), suppressed());

        assertEquals(0, run("--list", "--output", "jsonl"));
        assertEquals(2, commands.out().lines().count());
        assertTrue(commands.out().startsWith("{\"number\":\"2\",\"kind\":\"UNDO\",\"state\":\"DONE\""), commands.out());
    }

    @Test
    void brokenRulesAreNamedWithTheirPlace() throws IOException {
        Path rules = Files.writeString(data.resolve("tried.toml"), "[[rule]]\nid = 5\n");

        assertEquals(2, run("--rules", rules.toString()));
        assertTrue(commands.err().contains("tried.toml:"), commands.err());
    }

    @Test
    void whatCannotBeUndoneIsSaid() {
        assertEquals(2, run("--undo", "7"));
        assertTrue(commands.err().contains("no such run"), commands.err());
        assertEquals(2, run("--apply", "--list"));
    }
}
