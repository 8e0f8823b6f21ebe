/**
 * An installation's ledger, told again as observations that make the same states elsewhere. Must not know where the
 * ledger is kept, nor decide anything. Start at {@link dev.rebound.feed.retold.Retelling}.
 */
@NullMarked
package dev.rebound.feed.retold;

import org.jspecify.annotations.NullMarked;
