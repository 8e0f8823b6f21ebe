/**
 * What load runs share: many callers that each wait for their answer, rounds in which the contenders take turns,
 * rates with their ratio to the peer of the same round. Must not know what is measured. Start at
 * {@link dev.rebound.bench.load.Rounds}.
 */
@NullMarked
package dev.rebound.bench.load;

import org.jspecify.annotations.NullMarked;
