/**
 * Counts of addresses that are being warmed up, on SQL. Must not decide what an address may do. Start at
 * {@link dev.rebound.store.warmup.SqlWarmUpCounts}.
 */
@NullMarked
package dev.rebound.store.warmup;

import org.jspecify.annotations.NullMarked;
