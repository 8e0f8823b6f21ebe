package dev.rebound.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.store.FreshFolders;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The circuits of a data folder that no server has open. */
class GuardCommandTest {

    private static final Instant MORNING = Instant.parse("2026-11-24T09:00:00Z");
    private static final Verdict UNSIGNED = new Verdict(
            Reason.POLICY.finalType(),
            Reason.POLICY,
            Fault.SENDER_AUTHENTICATION,
            Confidence.HIGH,
            new RuleId("dkim"),
            "1",
            List.of(),
            Optional.empty());

    @TempDir(factory = FreshFolders.class)
    private Path data;

    private final TypedCommands commands = new TypedCommands();
    private AccountId account = new AccountId(1);

    /** Nobody knows the domain of these, so it is the provider's circuit. */
    @BeforeEach
    void twentyTwoRefusals() {
        try (Store store = open()) {
            account = store.accounts().create("Acme", MORNING);
            for (int i = 1; i <= 22; i++) {
                AddressKey address = address(i);
                MessageId message = new MessageId(i);
                store.ledger()
                        .record(address, new Observation.Accepted(account, message, MORNING), Optional.empty())
                        .join();
                store.ledger()
                        .record(
                                address,
                                new Observation.PermanentFailure(
                                        message, MORNING, EvidenceId.of("550", Integer.toString(i)), UNSIGNED),
                                Optional.empty())
                        .join();
            }
        }
    }

    private static AddressKey address(int number) {
        return new AddressKey("p" + number + "@shop.example");
    }

    private Store open() {
        return Store.open(data, StoreSettings.standard());
    }

    private long suppressed() {
        try (Store store = open()) {
            long suppressed = 0;
            for (int i = 1; i <= 22; i++) {
                suppressed +=
                        store.ledger().state(address(i)).suppression(account).isPresent() ? 1 : 0;
            }
            return suppressed;
        }
    }

    private int type(String... arguments) {
        List<String> all = new ArrayList<>(List.of("guard"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return commands.run(all.toArray(String[]::new));
    }

    @Test
    void listsWhatIsOpen() {
        assertEquals(0, type("list", "--output", "jsonl"));
        assertTrue(commands.out().contains("\"blame\":\"AUTHENTICATION\""), commands.out());
        assertTrue(commands.out().contains("\"settlement\":\"OPEN\""), commands.out());
    }

    @Test
    void showsWhatSettlingWouldDo() {
        assertEquals(0, type("show", "1"));
        assertTrue(commands.out().contains("released, 3 would suppress"), commands.out());
    }

    @Test
    void rollsBackAllAndThenReleasesAll() {
        assertEquals(0, type("roll-back", "1"));
        assertEquals(0, suppressed());

        assertEquals(0, type("release", "1"));
        assertEquals(22, suppressed());

        assertEquals(1, type("release", "1"));
    }

    @Test
    void aCircuitThatIsNotThereFails() {
        assertEquals(1, type("show", "7"));
    }
}
