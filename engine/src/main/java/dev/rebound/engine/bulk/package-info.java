/**
 * Changes that somebody makes to many addresses at once: unbouncing what a filter or a file names, and importing what another
 * system held against addresses. Collected, shown beforehand, carried out in portions that survive a crash, and
 * taken back. Must not know files or pages. Start at {@link dev.rebound.engine.bulk.BulkChanges}.
 */
@NullMarked
package dev.rebound.engine.bulk;

import org.jspecify.annotations.NullMarked;
