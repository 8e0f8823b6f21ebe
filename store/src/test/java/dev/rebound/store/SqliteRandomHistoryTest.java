package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of {@link RandomHistoryContract}. */
final class SqliteRandomHistoryTest extends RandomHistoryContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
