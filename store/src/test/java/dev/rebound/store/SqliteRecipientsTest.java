package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of {@link RecipientsContract}. */
final class SqliteRecipientsTest extends RecipientsContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
