package dev.rebound.store.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Reads the whole ledger with its evidence, over a connection of one's own. */
public final class PastEvents {

    /** Events read at once; with a report each, some tens of megabytes. */
    private static final int PORTION = 1_000;

    private final Handle handle;

    public PastEvents(Handle handle) {
        this.handle = handle;
    }

    /** Shows every event in the order in which it was appended. */
    public void forEach(Consumer<PastEvent> consumer) {
        long after = 0;
        List<PastEvent> portion;
        do {
            portion = LedgerSql.on(handle, "pastEvents")
                    .bind("after", after)
                    .bind("limit", PORTION)
                    .list(PastEvents::event);
            portion.forEach(consumer);
            after = portion.isEmpty() ? after : portion.getLast().number();
        } while (portion.size() == PORTION);
    }

    private static PastEvent event(ResultSet row) throws SQLException {
        return new PastEvent(row.getLong("seq"), LedgerRows.event(row), row.getLong("email"), LedgerRows.evidence(row));
    }
}
