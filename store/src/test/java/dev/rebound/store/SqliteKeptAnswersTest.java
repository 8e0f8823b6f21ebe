package dev.rebound.store;

import java.nio.file.Path;

final class SqliteKeptAnswersTest extends KeptAnswersContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
