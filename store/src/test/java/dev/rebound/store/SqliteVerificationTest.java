package dev.rebound.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Holds the embedded store to the contract of {@link VerificationContract}. */
final class SqliteVerificationTest extends VerificationContract {

    @Override
    Ports open(Path folder) {
        return StorePorts.in(folder);
    }

    @Override
    Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("rebound.db"));
    }
}
