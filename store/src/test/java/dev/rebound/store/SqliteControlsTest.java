package dev.rebound.store;

import java.nio.file.Path;

final class SqliteControlsTest extends ControlsContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
