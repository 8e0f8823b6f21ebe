package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of {@link SubmissionsContract}. */
final class SqliteSubmissionsTest extends SubmissionsContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
