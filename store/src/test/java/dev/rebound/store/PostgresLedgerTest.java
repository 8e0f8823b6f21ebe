package dev.rebound.store;

import java.nio.file.Path;

/** Holds the store on PostgreSQL to the contract of the ledger. */
final class PostgresLedgerTest extends LedgerContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
