/**
 * Nodes and their duties on SQL. What one may do is decided by the rows of two small tables and the database's clock; whoever changes
 * who is alive takes the {@linkplain dev.rebound.store.database.Turns turn} of that first. Start at
 * {@link dev.rebound.store.node.SqlNodes}.
 */
@NullMarked
package dev.rebound.store.node;

import org.jspecify.annotations.NullMarked;
