package dev.rebound.store;

import java.nio.file.Path;

/** Holds the store on PostgreSQL to the contract of bulk changes. */
final class PostgresBulksTest extends BulksContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
