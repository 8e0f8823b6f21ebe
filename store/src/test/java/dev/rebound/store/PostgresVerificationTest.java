package dev.rebound.store;

import dev.rebound.store.database.OwnPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Holds the store on PostgreSQL to the contract of {@link VerificationContract}. */
final class PostgresVerificationTest extends VerificationContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.onPostgres(folder);
    }

    @Override
    Connection connection() throws SQLException {
        return OwnPostgres.connection(OwnPostgres.running().databaseOf(folder));
    }
}
