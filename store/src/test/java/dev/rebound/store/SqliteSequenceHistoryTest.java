package dev.rebound.store;

import java.nio.file.Path;

final class SqliteSequenceHistoryTest extends SequenceHistoryContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
