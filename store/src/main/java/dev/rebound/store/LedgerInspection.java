package dev.rebound.store;

import dev.rebound.engine.ledger.Verification;
import dev.rebound.store.database.DataFolderException;
import dev.rebound.store.database.Database;
import dev.rebound.store.ledger.SqlLedger;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at a data folder without taking it: a server may be running on it, or have died on it. */
public final class LedgerInspection {

    private LedgerInspection() {}

    /**
     * Rebuilds every state from the ledger and compares it with the tables, as they were at one moment.
     *
     * @throws DataFolderException if there is no database in the folder
     */
    public static Verification verify(Path dataFolder) {
        Path file = dataFolder.resolve(SqliteStore.DATABASE);
        if (!Files.isRegularFile(file)) {
            throw DataFolderException.nothingThere(dataFolder);
        }
        return Database.readOnce(file, SqlLedger::verify);
    }
}
