package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.store.database.OwnPostgres;
import dev.rebound.store.database.PostgresAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database cannot be reached for a while, in the middle of work: whoever writes or reads is told so, and soon; nothing
 * that was acknowledged is lost; and when it is back the same process goes on without help.
 */
class PostgresGoneTest {

    /** A connection is waited for at most so long, and whoever asked is told then. */
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    private static void accept(World world, AccountId account, long message) {
        world.accept("p" + message + "@shop.example", account, message);
    }

    @Test
    void whileItIsGoneNothingIsAcknowledgedAndAfterwardsItGoesOn() throws Exception {
        PostgresAddress database = OwnPostgres.running().newDatabase();
        try (ClosableGate gate = ClosableGate.before(database);
                Ports ports = StorePorts.onPostgres(folder, gate.address(database))) {
            World world = new World(ports);
            AccountId account = world.account();
            accept(world, account, 1);

            gate.shut();
            Instant asked = Instant.now();
            CompletionException refused = assertThrows(CompletionException.class, () -> accept(world, account, 2));
            assertInstanceOf(StoreUnavailableException.class, refused.getCause());
            assertThrows(StoreUnavailableException.class, () -> ports.ledger().state(World.key("p1@shop.example")));
            assertTrue(Duration.between(asked, Instant.now()).compareTo(TOLD_WITHIN) < 0);

            gate.open();
            acceptOnceItIsBack(world, account, 3);
            for (long message : new long[] {1, 3}) {
                assertNotNull(ports.ledger()
                        .state(World.key("p" + message + "@shop.example"))
                        .messages()
                        .get(new MessageId(message)));
            }
            assertEquals(List.of(), ports.ledger().verify().differences());
        }
    }

    private static void acceptOnceItIsBack(World world, AccountId account, long message) {
        Instant end = Instant.now().plus(TOLD_WITHIN);
        while (true) {
            try {
                accept(world, account, message);
                return;
            } catch (CompletionException gone) {
                assertInstanceOf(StoreUnavailableException.class, gone.getCause());
                assertTrue(Instant.now().isBefore(end), "it does not come back by itself");
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }
}
