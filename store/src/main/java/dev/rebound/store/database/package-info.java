/**
 * The database file: connections, the one writer, migrations, named SQL. Must not know what the tables
 * mean. Start at {@link dev.rebound.store.database.Database}.
 */
@NullMarked
package dev.rebound.store.database;

import org.jspecify.annotations.NullMarked;
