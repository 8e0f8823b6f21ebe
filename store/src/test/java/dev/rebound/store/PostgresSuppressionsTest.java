package dev.rebound.store;

import java.nio.file.Path;

/** Holds the store on PostgreSQL to the contract of {@link SuppressionsContract}. */
final class PostgresSuppressionsTest extends SuppressionsContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
