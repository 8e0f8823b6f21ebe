package dev.rebound.store;

import java.nio.file.Path;

final class SqliteWaitingTest extends WaitingContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
