package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of policies. */
final class SqlitePoliciesTest extends PoliciesContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
