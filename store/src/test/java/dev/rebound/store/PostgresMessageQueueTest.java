package dev.rebound.store;

import java.nio.file.Path;

/** Holds the store on PostgreSQL to the contract of {@link MessageQueueContract}. */
final class PostgresMessageQueueTest extends MessageQueueContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
