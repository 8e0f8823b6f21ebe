package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of {@link ContactErasingContract}. */
final class SqliteContactErasingTest extends ContactErasingContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
