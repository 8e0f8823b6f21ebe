package dev.rebound.store;

import java.nio.file.Path;

final class SqliteSequencesTest extends SequencesContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
