package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of {@link ContactAddressesContract}. */
final class SqliteContactAddressesTest extends ContactAddressesContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
