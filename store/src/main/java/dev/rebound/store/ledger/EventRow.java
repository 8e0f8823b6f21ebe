package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.store.database.Columns;
import dev.rebound.store.ledger.EventCodec.EventType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the table {@code ledger}.
 *
 * @param payload what only this type of event has, see {@link EventCodec}
 */
record EventRow(
        EventType type,
        AccountId account,
        AddressKey address,
        Optional<MessageId> message,
        Instant at,
        Optional<EvidenceId> evidence,
        String payload) {

    /** The event of the current row. */
    static LedgerEvent event(ResultSet row) throws SQLException {
        return EventCodec.read(new EventRow(
                Columns.constant(row, "type", EventType.class),
                new AccountId(row.getLong("account")),
                new AddressKey(row.getString("address_key")),
                Columns.optionalLong(row, "message").map(MessageId::new),
                Columns.instant(row, "at"),
                Columns.optionalText(row, "evidence").map(EvidenceId::new),
                row.getString("payload")));
    }

    MessageId ofMessage() {
        return message.orElseThrow(() -> new IllegalStateException("an event of the ledger lacks its message"));
    }

    EvidenceId onEvidence() {
        return evidence.orElseThrow(() -> new IllegalStateException("an event of the ledger lacks its evidence"));
    }
}
