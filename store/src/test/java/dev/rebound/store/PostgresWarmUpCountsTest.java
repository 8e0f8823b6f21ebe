package dev.rebound.store;

import java.nio.file.Path;

final class PostgresWarmUpCountsTest extends WarmUpCountsContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
