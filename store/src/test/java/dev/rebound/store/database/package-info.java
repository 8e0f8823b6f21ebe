/**
 * What the writer, the named SQL and the opening of a data folder promise by themselves, whatever is stored.
 * Must not know what the tables mean. Start at {@link dev.rebound.store.database.GroupCommitWriterTest}.
 */
@NullMarked
package dev.rebound.store.database;

import org.jspecify.annotations.NullMarked;
