package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of {@link AccountsContract}. */
final class SqliteAccountsTest extends AccountsContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
