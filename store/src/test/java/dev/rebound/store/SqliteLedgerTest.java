package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of the ledger. */
final class SqliteLedgerTest extends LedgerContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
