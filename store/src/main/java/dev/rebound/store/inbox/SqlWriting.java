package dev.rebound.store.inbox;

import dev.rebound.engine.inbox.WritingPorts;
import dev.rebound.store.database.Database;

/** What people who write one-to-one emails have kept, on SQL. */
public final class SqlWriting {

    private SqlWriting() {}

    /** The ports on a database. */
    public static WritingPorts on(Database database) {
        return new WritingPorts(
                new SqlOneToOneCourses(database), new SqlInboxHabits(database), new SqlLetterTemplates(database));
    }
}
