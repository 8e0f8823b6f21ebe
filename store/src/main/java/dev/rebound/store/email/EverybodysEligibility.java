package dev.rebound.store.email;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.EligibilityPreview;
import dev.rebound.store.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Of all contacts of an account, who may be sent to at a moment. A long list is counted in two halves at the same time, each by a reader
 * of its own, because a database counts on one core and somebody waits for the number. A contact is in one half only; what is
 * committed in the instant between the beginnings of both counts may be in one of them.
 */
record EverybodysEligibility(Database database, AccountId account, Instant now) {

    /** Ids in a list that one reader counts as quickly as two would. */
    private static final long SHORT_MAX = 2_000;

    /** The ids of an account's contacts, those of other accounts between them. */
    private record Range(long first, long last) {

        boolean isShort() {
            return last - first < SHORT_MAX;
        }

        long middle() {
            return first + (last - first) / 2;
        }
    }

    EligibilityPreview preview() {
        Range range = range();
        if (range.isShort()) {
            return database.read(within(0, range.last()));
        }
        List<EligibilityPreview> halves =
                database.readAtOnce(List.of(within(0, range.middle()), within(range.middle(), range.last())));
        return halves.getFirst().and(halves.getLast());
    }

    private Range range() {
        return database.read(handle -> handle.createQuery(EmailSql.get("rangeOfEverybody"))
                .bind("account", account.value())
                .map((row, context) -> new Range(row.getLong("first"), row.getLong("last")))
                .one());
    }

    private Function<Handle, EligibilityPreview> within(long after, long last) {
        return handle -> new Eligibility(handle, account, now).previewOfEverybody(after, last);
    }
}
