package dev.rebound.store;

import java.nio.file.Path;

final class PostgresControlsTest extends ControlsContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
