/** Tests of {@link dev.rebound.store.move}: a move to a real PostgreSQL server. */
@NullMarked
package dev.rebound.store.move;

import org.jspecify.annotations.NullMarked;
