package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of {@link ContactsContract}. */
final class SqliteContactsTest extends ContactsContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
