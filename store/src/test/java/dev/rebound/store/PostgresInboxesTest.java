package dev.rebound.store;

import java.nio.file.Path;

final class PostgresInboxesTest extends InboxesContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
