package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of {@link RecipientOrderContract}. */
final class SqliteRecipientOrderTest extends RecipientOrderContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
