/**
 * Suppressions of an account: which, why, since when, and lifting them; as pages, file and REST API. Must
 * not decide what suppresses: the ledger does. Start at
 * {@link dev.rebound.server.suppression.BulkUnbounce}.
 */
@NullMarked
package dev.rebound.server.suppression;

import org.jspecify.annotations.NullMarked;
