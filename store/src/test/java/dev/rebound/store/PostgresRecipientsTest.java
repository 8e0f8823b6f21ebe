package dev.rebound.store;

import java.nio.file.Path;

/** Holds the store on PostgreSQL to the contract of {@link RecipientsContract}. */
final class PostgresRecipientsTest extends RecipientsContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
