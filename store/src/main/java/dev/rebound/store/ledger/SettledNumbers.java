package dev.rebound.store.ledger;

import dev.rebound.store.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How far the ledger may be read by number. Where several nodes append, numbers are taken before they are committed, so
 * a smaller one may become visible after a greater one, and who had passed it would never see it.
 *
 * <p>Whoever takes numbers has a transaction of its own by then (statement {@code nextNumbers}), and transactions are
 * numbered too. So: look at the greatest event there is, and take a transaction number after that look. Whoever took a
 * number of an event below has a transaction below. As soon as all transactions below have ended, every event up to that
 * one is there or never will be. Mostly that is so at once; otherwise it is looked at again when somebody asks next.
 *
 * <p>Any transaction on the server that has written and is left open holds this back. With SQLite there is one writer, and
 * its newest event is the answer.
 *
 * <p>Thread-safe.
 */
public final class SettledNumbers {

    private final Database database;
    private long settled;
    private Optional<Look> waitingFor = Optional.empty();

    /** The greatest event at a look, and a transaction number taken after it. */
    private record Look(long newest, long transaction) {

        static Look of(ResultSet row) throws SQLException {
            return new Look(row.getLong("seq"), row.getLong("transaction_number"));
        }
    }

    public SettledNumbers(Database database) {
        this.database = database;
    }

    /** The last number up to which every event can be read by who begins to read now; 0 if there is none. */
    public synchronized long last() {
        if (waitingFor.isPresent()) {
            settle(waitingFor.get());
        }
        if (waitingFor.isEmpty()) {
            Look look = database.read(
                    handle -> LedgerSql.on(handle, "newest").first(Look::of).orElseThrow());
            waitingFor = Optional.of(look);
            settle(look);
        }
        return settled;
    }

    private void settle(Look look) {
        long oldest = database.read(handle -> LedgerSql.on(handle, "oldestTransaction")
                .first(row -> row.getLong("transaction_number"))
                .orElseThrow());
        if (oldest > look.transaction()) {
            settled = look.newest();
            waitingFor = Optional.empty();
        }
    }
}
