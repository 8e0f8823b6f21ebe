package dev.rebound.store;

import dev.rebound.store.database.AddressHashes;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.OwnPostgres;

/** Holds PostgreSQL to the contract of {@link ChunkingContract}. */
final class PostgresChunkingTest extends ChunkingContract {

    @Override
    Database database(String name) {
        return Database.open(OwnPostgres.running().newDatabase(), AddressHashes.under(new byte[32]), 1);
    }
}
