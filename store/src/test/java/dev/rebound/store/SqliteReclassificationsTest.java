package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of judging bounces again. */
final class SqliteReclassificationsTest extends ReclassificationsContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
