package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of {@link QuarantineContract}. */
final class SqliteQuarantineTest extends QuarantineContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
