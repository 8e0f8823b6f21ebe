package dev.rebound.store;

import java.nio.file.Path;

final class SqliteWarmUpCountsTest extends WarmUpCountsContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
