package dev.rebound.store;

import java.nio.file.Path;

final class SqliteWritingTest extends WritingContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
