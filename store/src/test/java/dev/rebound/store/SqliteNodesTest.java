package dev.rebound.store;

import java.nio.file.Path;

final class SqliteNodesTest extends NodesContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
