package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of {@link OwnPropertiesContract}. */
final class SqliteOwnPropertiesTest extends OwnPropertiesContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
