package dev.rebound.store;

import java.nio.file.Path;

final class SqliteEventSourcesTest extends EventSourcesContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
