/**
 * The journal of attempts: torn, grown, emptied, reopened. Must not know the ledger. Start at
 * {@link dev.rebound.store.delivery.AttemptFileTest}.
 */
@NullMarked
package dev.rebound.store.delivery;

import org.jspecify.annotations.NullMarked;
