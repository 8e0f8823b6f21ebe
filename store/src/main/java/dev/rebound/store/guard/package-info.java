/**
 * The guard on SQL: failures are counted and circuits opened inside the writer's transaction, so that counts,
 * circuits and what they hold are on disk together, and several processes share them. Start at
 * {@link dev.rebound.store.guard.CircuitWatch}.
 */
@NullMarked
package dev.rebound.store.guard;

import org.jspecify.annotations.NullMarked;
