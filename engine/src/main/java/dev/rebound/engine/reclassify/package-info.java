/**
 * Judging past bounces again after the rules changed: tried first, applied as ledger events, undone. Must not know
 * how rules are read. Start at {@link dev.rebound.engine.reclassify.Reclassifying}.
 */
@NullMarked
package dev.rebound.engine.reclassify;

import org.jspecify.annotations.NullMarked;
