package dev.rebound.store;

import java.nio.file.Path;

final class SqliteOneToOneMessagesTest extends OneToOneMessagesContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
