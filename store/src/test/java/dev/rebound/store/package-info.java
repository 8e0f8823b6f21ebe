/**
 * Contracts of the engine's ports, which every store must hold, and what only the embedded one promises. A
 * contract is an abstract class; a store is put to it by a subclass that opens one. Start at
 * {@link dev.rebound.store.PortContract}.
 */
@NullMarked
package dev.rebound.store;

import org.jspecify.annotations.NullMarked;
