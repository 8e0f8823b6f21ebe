/**
 * How many events a second the ledger makes durable, beside bare inserts of as many rows. Knows the store and
 * nothing of delivery. Start at {@link dev.rebound.bench.ledger.LedgerLoad}.
 */
@NullMarked
package dev.rebound.bench.ledger;

import org.jspecify.annotations.NullMarked;
