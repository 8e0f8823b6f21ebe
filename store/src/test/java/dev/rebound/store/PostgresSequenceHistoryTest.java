package dev.rebound.store;

import java.nio.file.Path;

final class PostgresSequenceHistoryTest extends SequenceHistoryContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
