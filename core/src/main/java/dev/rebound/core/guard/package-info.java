/**
 * The guard against mass false suppression: what a failure is counted under, when failures leave their usual
 * band, when a circuit closes again. Pure: it is told the counts and the time. Must not know addresses or
 * accounts. Start at {@link dev.rebound.core.guard.Guard}.
 */
@NullMarked
package dev.rebound.core.guard;

import org.jspecify.annotations.NullMarked;
