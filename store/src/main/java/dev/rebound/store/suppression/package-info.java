/**
 * Suppressed addresses on SQL, read side: the ledger writes the tables. Start at
 * {@link dev.rebound.store.suppression.SqlSuppressions}.
 */
@NullMarked
package dev.rebound.store.suppression;

import org.jspecify.annotations.NullMarked;
