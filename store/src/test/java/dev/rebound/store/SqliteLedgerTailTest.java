package dev.rebound.store;

import java.nio.file.Path;

final class SqliteLedgerTailTest extends LedgerTailContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
