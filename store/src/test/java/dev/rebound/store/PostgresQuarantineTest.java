package dev.rebound.store;

import java.nio.file.Path;

/** Holds the store on PostgreSQL to the contract of {@link QuarantineContract}. */
final class PostgresQuarantineTest extends QuarantineContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
