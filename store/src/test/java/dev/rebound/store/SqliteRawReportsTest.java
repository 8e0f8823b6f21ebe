package dev.rebound.store;

import java.nio.file.Path;

final class SqliteRawReportsTest extends RawReportsContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
