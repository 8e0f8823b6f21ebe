package dev.rebound.store;

import dev.rebound.store.database.AddressHashes;
import dev.rebound.store.database.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Holds SQLite to the contract of {@link ChunkingContract}. */
@SuppressWarnings("NullAway.Init") // filled before each test
final class SqliteChunkingTest extends ChunkingContract {

    @TempDir
    Path folder;

    @Override
    Database database(String name) {
        return Database.open(folder.resolve(name + ".db"), AddressHashes.under(new byte[32]), 1);
    }
}
