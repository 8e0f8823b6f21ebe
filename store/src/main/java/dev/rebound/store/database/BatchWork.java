package dev.rebound.store.database;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Work that costs much less done for many at once: what has to be read is read in a few statements, what has
 * to be written is written in a few, whoever asked for it. The {@linkplain GroupCommitWriter writer} hands it
 * whatever is waiting.
 *
 * @param <I> what one caller brings
 * @param <R> what one caller gets
 */
public interface BatchWork<I, R> {

    /** Names the work in a failure. */
    String operation();

    /**
     * Does it for all, in their order. If it throws, whatever it wrote is undone, and it is asked again for
     * each alone, so that only the one at fault fails.
     *
     * @param items at least one
     * @return one result for each, in the same order
     */
    List<R> run(Handle handle, List<I> items);
}
