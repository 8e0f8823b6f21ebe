package dev.rebound.store;

import java.nio.file.Path;

/** Holds the store on PostgreSQL to the contract of policies. */
final class PostgresPoliciesTest extends PoliciesContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
