package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of {@link SuppressionsContract}. */
final class SqliteSuppressionsTest extends SuppressionsContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
