package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of circuits. */
final class SqliteCircuitsTest extends CircuitsContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
