package dev.rebound.store.bulk;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.engine.bulk.BulkChange;
import dev.rebound.engine.bulk.BulkChange.FileProblem;
import dev.rebound.engine.bulk.BulkEntry;
import dev.rebound.engine.bulk.BulkEntry.Saying;
import dev.rebound.engine.bulk.BulkKind;
import dev.rebound.engine.bulk.BulkLine;
import dev.rebound.engine.bulk.BulkOrder;
import dev.rebound.engine.bulk.BulkOutcome;
import dev.rebound.engine.bulk.BulkStage;
import dev.rebound.store.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads the tables of bulk changes into the types of the domain. */
final class BulkRows {

    private BulkRows() {}

    static BulkChange change(ResultSet row) throws SQLException {
        String undoneBy = Columns.optionalText(row, "undone_by").orElse("");
        return new BulkChange(
                new BulkId(row.getLong("id")),
                new BulkOrder(
                        new AccountId(row.getLong("account")),
                        Columns.constant(row, "kind", BulkKind.class),
                        row.getString("by_whom"),
                        row.getString("origin"),
                        Columns.optionalConstant(row, "source", ListSource.class)),
                Columns.constant(row, "stage", BulkStage.class),
                row.getString("why"),
                Columns.instant(row, "begun_at"),
                Columns.optionalInstant(row, "applied_at"),
                Columns.optionalInstant(row, "undone_at").map(at -> new BulkChange.Undone(at, undoneBy)),
                Columns.optionalConstant(row, "problem", FileProblem.class),
                new BulkChange.Figures(
                        row.getLong("lines"),
                        row.getLong("good_lines"),
                        row.getLong("bad_lines"),
                        row.getLong("entries"),
                        row.getLong("done")),
                Tally.read(row.getString("counts")).counts(),
                Tally.read(row.getString("undone_counts")).counts());
    }

    static BulkLine line(ResultSet row) throws SQLException {
        return new BulkLine(
                entry(row),
                Columns.optionalConstant(row, "outcome", BulkOutcome.class),
                Columns.optionalConstant(row, "undone", BulkOutcome.class));
    }

    private static BulkEntry entry(ResultSet row) throws SQLException {
        return new BulkEntry(new AddressKey(row.getString("address_key")), row.getLong("line"), says(row));
    }

    private static BulkEntry.Says says(ResultSet row) throws SQLException {
        return switch (Columns.constant(row, "says", Saying.class)) {
            case NAMED -> new BulkEntry.Named();
            case BOUNCED ->
                new BulkEntry.Bounced(
                        Columns.constant(row, "reason", Reason.class),
                        Columns.optionalInstant(row, "said"),
                        row.getString("original"));
            case NO_MORE_MAIL ->
                new BulkEntry.NoMoreMail(Columns.optionalInstant(row, "said"), row.getString("original"));
        };
    }
}
