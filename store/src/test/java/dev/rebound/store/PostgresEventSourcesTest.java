package dev.rebound.store;

import java.nio.file.Path;

final class PostgresEventSourcesTest extends EventSourcesContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
