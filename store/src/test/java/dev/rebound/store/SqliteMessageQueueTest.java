package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of {@link MessageQueueContract}. */
final class SqliteMessageQueueTest extends MessageQueueContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
