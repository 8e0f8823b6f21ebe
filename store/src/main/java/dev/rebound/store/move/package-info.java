/**
 * Moves a data folder's own database to a server. Must not know what the tables mean: it copies whatever both have, and
 * compares. Start at {@link dev.rebound.store.move.StoreMove}.
 */
@NullMarked
package dev.rebound.store.move;

import org.jspecify.annotations.NullMarked;
