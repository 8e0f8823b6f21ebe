package dev.rebound.store.sharing;

import dev.rebound.engine.sharing.LedgerTail;
import dev.rebound.engine.sharing.WaitingLifts;
import dev.rebound.store.database.Database;
import dev.rebound.store.ledger.SettledNumbers;

/** What a store keeps for sharing with other installations. Thread-safe. */
public final class SqlSharing {

    private final Database database;
    private final SettledNumbers numbers;

    public SqlSharing(Database database, SettledNumbers numbers) {
        this.database = database;
        this.numbers = numbers;
    }

    /** How far the ledger was told to the others, and what comes next. */
    public LedgerTail tail() {
        return new SqlLedgerTail(database, numbers);
    }

    /** What the others lifted and is bounced globally here. */
    public WaitingLifts lifts() {
        return new SqlWaitingLifts(database);
    }
}
