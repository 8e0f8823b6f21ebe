/** The engine's ports in memory, for its tests; they decide nothing that the contracts leave to core. */
@NullMarked
package dev.rebound.engine.memory;

import org.jspecify.annotations.NullMarked;
