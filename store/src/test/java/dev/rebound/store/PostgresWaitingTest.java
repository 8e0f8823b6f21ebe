package dev.rebound.store;

import java.nio.file.Path;

final class PostgresWaitingTest extends WaitingContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
