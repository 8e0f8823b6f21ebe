package dev.rebound.store;

import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.engine.ledger.Verification;
import dev.rebound.store.database.DataFolder;
import dev.rebound.store.database.DataFolderException;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.DatabaseException;
import dev.rebound.store.database.PostgresAddress;
import dev.rebound.store.ledger.PastEvent;
import dev.rebound.store.ledger.PastEvents;
import dev.rebound.store.ledger.SqlLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Looks at a data folder or a database without taking it: a server may be running on it, or have died on it. */
public final class LedgerInspection {

    private LedgerInspection() {}

    /**
     * Rebuilds every state from the ledger and compares it with the tables, as they were at one moment.
     *
     * @throws DataFolderException if there is no database in the folder
     */
    public static Verification verify(Path dataFolder) {
        return read(dataFolder, SqlLedger::verify);
    }

    /**
     * The same for a database on a server; nodes may be working on it.
     *
     * @throws DatabaseException if it cannot be reached or entered, or there is no Rebound in it
     */
    public static Verification verify(Path dataFolder, PostgresAddress database) {
        return Database.readOnce(database, DataFolder.hashesOf(dataFolder), SqlLedger::verify);
    }

    /**
     * Shows every event in the order it was appended, as of one moment.
     *
     * @throws DataFolderException if there is no database in the folder
     */
    public static void replay(Path dataFolder, Consumer<LedgerEvent> consumer) {
        read(dataFolder, handle -> {
            SqlLedger.replay(handle, consumer);
            return true;
        });
    }

    /**
     * Shows every event in the order it was appended, as of one moment, with all that is kept of it.
     *
     * @throws DataFolderException if there is no database in the folder
     */
    public static void past(Path dataFolder, Consumer<PastEvent> consumer) {
        read(dataFolder, past(consumer));
    }

    /**
     * The same for a database on a server; nodes may be working on it.
     *
     * @throws DatabaseException if it cannot be reached or entered, or there is no Rebound in it
     */
    public static void past(Path dataFolder, PostgresAddress database, Consumer<PastEvent> consumer) {
        Database.readOnce(database, DataFolder.hashesOf(dataFolder), past(consumer));
    }

    private static Function<Handle, Boolean> past(Consumer<PastEvent> consumer) {
        return handle -> {
            new PastEvents(handle).forEach(consumer);
            return true;
        };
    }

    private static <T> T read(Path dataFolder, Function<Handle, T> work) {
        Path file = dataFolder.resolve(DataFolder.DATABASE);
        if (!Files.isRegularFile(file)) {
            throw DataFolderException.nothingThere(dataFolder);
        }
        return Database.readOnce(file, DataFolder.hashesOf(dataFolder), work);
    }
}
