package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of {@link SendingHistoryContract}. */
final class SqliteSendingHistoryTest extends SendingHistoryContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
