package dev.rebound.store;

import java.nio.file.Path;

final class SqliteWebhooksTest extends WebhooksContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
