package dev.rebound.store;

import java.nio.file.Path;

/** Holds the store on PostgreSQL to the contract of judging past bounces again. */
final class PostgresReclassificationsTest extends ReclassificationsContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
