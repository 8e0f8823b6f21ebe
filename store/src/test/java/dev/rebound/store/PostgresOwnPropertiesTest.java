package dev.rebound.store;

import java.nio.file.Path;

/** Holds the store on PostgreSQL to the contract of {@link OwnPropertiesContract}. */
final class PostgresOwnPropertiesTest extends OwnPropertiesContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
