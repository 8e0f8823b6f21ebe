package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of {@link EmailsContract}. */
final class SqliteEmailsTest extends EmailsContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
