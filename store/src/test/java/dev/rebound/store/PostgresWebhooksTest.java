package dev.rebound.store;

import java.nio.file.Path;

final class PostgresWebhooksTest extends WebhooksContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }
}
