package dev.rebound.store.move;

/** Is told how far a move has come. */
public interface MoveProgress {

    /** What is being done with a table. */
    enum Step {
        /** Its rows are read here and written there. */
        COPY,
        /** Its rows are read on both sides. */
        COMPARE
    }

    /**
     * A step with a table begins.
     *
     * @param rows that the table has in the data folder
     */
    void begins(Step step, String table, long rows);

    /** So many more of its rows are done. */
    void rows(long more);
}
