package dev.rebound.store.sequence;

import dev.rebound.engine.sequence.SequencePorts;
import dev.rebound.store.database.Database;

/** What is kept of sequences, on SQL. */
public final class SqlSequencePorts {

    private SqlSequencePorts() {}

    /** The ports on a database. */
    public static SequencePorts on(Database database) {
        return new SequencePorts(new SqlSequences(database), new SqlDueSteps(database));
    }
}
