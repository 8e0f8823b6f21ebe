package dev.rebound.store;

import java.nio.file.Path;

final class PostgresRawReportsTest extends RawReportsContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
