package dev.rebound.store;

import java.nio.file.Path;

final class PostgresNodesTest extends NodesContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
