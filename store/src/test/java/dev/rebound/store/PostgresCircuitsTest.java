package dev.rebound.store;

import java.nio.file.Path;

/** Holds the store on PostgreSQL to the contract of circuits. */
final class PostgresCircuitsTest extends CircuitsContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
