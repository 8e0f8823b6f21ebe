package dev.rebound.store;

import java.nio.file.Path;

final class SqliteControlsTest extends ControlsContract {

    @Override
    Ports open(Path folder) {
        return SqlitePorts.in(folder);
    }
}
