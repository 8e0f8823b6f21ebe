package dev.rebound.store;

import java.nio.file.Path;

class SqliteEmailFilesTest extends EmailFilesContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
