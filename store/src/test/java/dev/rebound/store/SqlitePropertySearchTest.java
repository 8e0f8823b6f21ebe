package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of {@link PropertySearchContract}. */
final class SqlitePropertySearchTest extends PropertySearchContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
