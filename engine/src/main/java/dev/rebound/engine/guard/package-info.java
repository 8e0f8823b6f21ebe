/**
 * The guard at work: what circuits are open, what they hold, and what becomes of it. When one opens is decided by
 * {@link dev.rebound.core.guard.Guard} where failures are recorded, in the store. Must not know pages. Start at
 * {@link dev.rebound.engine.guard.Guarding}.
 */
@NullMarked
package dev.rebound.engine.guard;

import org.jspecify.annotations.NullMarked;
