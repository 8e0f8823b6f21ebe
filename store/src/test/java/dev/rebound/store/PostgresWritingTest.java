package dev.rebound.store;

import java.nio.file.Path;

final class PostgresWritingTest extends WritingContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
