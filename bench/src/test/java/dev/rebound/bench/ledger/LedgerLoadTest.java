package dev.rebound.bench.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.bench.load.Rate;
import dev.rebound.engine.ledger.Verification;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerLoadTest {

    @TempDir
    private Path folder;

    @Test
    void everyContenderWritesAndTheLedgersVerify() throws Exception {
        LedgerLoad.Outcome outcome =
                new LedgerLoad(new LedgerLoad.Plan(new Databases.Sqlite(folder), 4, 100, 1)).run(round -> {});

        assertEquals(
                List.of("bare", "rows", "events", "accepted", "delivered"),
                outcome.rates().stream().map(Rate::contender).toList());
        assertEquals(
                List.of(200L, 400L),
                outcome.verified().stream().map(Verification::events).toList());
        assertTrue(outcome.verified().stream().allMatch(Verification::agrees));
    }
}
