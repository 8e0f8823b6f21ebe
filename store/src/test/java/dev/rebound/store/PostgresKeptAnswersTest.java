package dev.rebound.store;

import java.nio.file.Path;

final class PostgresKeptAnswersTest extends KeptAnswersContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
