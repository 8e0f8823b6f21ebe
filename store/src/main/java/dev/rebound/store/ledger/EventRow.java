package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.feed.ledger.EventCodec;
import dev.rebound.feed.ledger.EventCodec.EventType;
import dev.rebound.feed.ledger.EventForm;
import dev.rebound.store.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A row of the table {@code ledger}. */
final class EventRow {

    private EventRow() {}

    /** The event of the current row. */
    static LedgerEvent event(ResultSet row) throws SQLException {
        return EventCodec.read(new EventForm(
                Columns.constant(row, "type", EventType.class),
                new AccountId(row.getLong("account")),
                new AddressKey(row.getString("address_key")),
                Columns.optionalLong(row, "message").map(MessageId::new),
                Columns.instant(row, "at"),
                Columns.optionalText(row, "evidence").map(EvidenceId::new),
                row.getString("payload")));
    }
}
