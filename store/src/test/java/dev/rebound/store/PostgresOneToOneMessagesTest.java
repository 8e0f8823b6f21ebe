package dev.rebound.store;

import java.nio.file.Path;

final class PostgresOneToOneMessagesTest extends OneToOneMessagesContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
