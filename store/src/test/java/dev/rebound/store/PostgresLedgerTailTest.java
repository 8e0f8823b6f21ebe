package dev.rebound.store;

import java.nio.file.Path;

final class PostgresLedgerTailTest extends LedgerTailContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
