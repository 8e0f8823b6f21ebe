package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of bulk changes. */
final class SqliteBulksTest extends BulksContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
