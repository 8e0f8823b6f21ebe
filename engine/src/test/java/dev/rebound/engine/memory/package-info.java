/**
 * The engine's ports in memory, for its tests: one map, one clock that is turned by hand. They decide
 * nothing that the contracts leave to core, and can be told to fail. Start at
 * {@link dev.rebound.engine.memory.MemoryLedger}.
 */
@NullMarked
package dev.rebound.engine.memory;

import org.jspecify.annotations.NullMarked;
