package dev.rebound.store;

import java.nio.file.Path;

final class SqliteInboxesTest extends InboxesContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
