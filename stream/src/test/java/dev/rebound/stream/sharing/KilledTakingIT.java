package dev.rebound.stream.sharing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that takes a lift under a global bounce is killed at the worst moments: the lift comes with the end of that all the same. */
class KilledTakingIT {

    private static final int KILLED = 9;

    @TempDir
    private Path folder;

    private int run(TakingProcess.Act act) throws Exception {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TakingProcess.class.getName(),
                        folder.toString(),
                        act.name()))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private AddressState state() {
        try (Store store = Store.open(folder, StoreSettings.standard())) {
            return store.ledger().state(new AddressKey(TakingProcess.ADDRESS));
        }
    }

    @Test
    void aLiftOutlivesTheProcessThatTookItAndThoseThatDieWhileItIsDone() throws Exception {
        AccountId account = new AccountId(1);

        assertEquals(KILLED, run(TakingProcess.Act.DIE_WITH_THE_LIFT));
        assertTrue(state().suppression(account).isPresent(), "nothing is lifted under a global bounce");

        assertEquals(KILLED, run(TakingProcess.Act.DIE_BEFORE_THE_LIFT_IS_DONE));
        assertFalse(state().globalSince().isPresent());
        assertTrue(state().suppression(account).isPresent(), "it died in between");

        assertEquals(KILLED, run(TakingProcess.Act.DIE_BEFORE_THE_LIFT_IS_FORGOTTEN));
        assertEquals(KILLED, run(TakingProcess.Act.TAKE_THE_END_OF_THE_GLOBAL_BOUNCE));
        assertFalse(state().suppression(account).isPresent(), "the lift is done");
    }
}
