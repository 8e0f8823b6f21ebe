package dev.rebound.store;

import java.nio.file.Path;

final class PostgresSequencesTest extends SequencesContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
