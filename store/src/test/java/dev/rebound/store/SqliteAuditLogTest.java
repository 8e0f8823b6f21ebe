package dev.rebound.store;

import java.nio.file.Path;

/** Holds the embedded store to the contract of {@link AuditLogContract}. */
final class SqliteAuditLogTest extends AuditLogContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }
}
