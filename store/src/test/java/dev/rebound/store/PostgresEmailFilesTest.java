package dev.rebound.store;

import java.nio.file.Path;

class PostgresEmailFilesTest extends EmailFilesContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
