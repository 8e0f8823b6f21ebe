/**
 * The store in numbers, for those who watch an installation. Events are counted by number, so that nothing is counted twice
 * and the writer has nothing to do with it. Start at {@link dev.rebound.store.metrics.SqlStoreFigures}.
 */
@NullMarked
package dev.rebound.store.metrics;

import org.jspecify.annotations.NullMarked;
