package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Micros;
import dev.rebound.store.ledger.EventCodec.EventType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

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

    /** Appends an event; the database gives it the next number. */
    static void append(Handle handle, LedgerEvent event) {
        LedgerSql.on(handle, "append")
                .bind("type", EventCodec.typeOf(event).name())
                .bind("account", event.account().value())
                .bind("address", event.address().value())
                .bind("message", messageOf(event))
                .bind("at", Micros.of(event.at()))
                .bind("evidence", evidenceOf(event))
                .bind(
                        "bounce",
                        EventCodec.verdictOf(event).map(v -> v.type().name()).orElse(null))
                .bind("payload", EventCodec.payloadOf(event))
                .execute();
    }

    private static @Nullable Long messageOf(LedgerEvent event) {
        return event instanceof LedgerEvent.OfMessage of ? of.message().value() : null;
    }

    private static @Nullable String evidenceOf(LedgerEvent event) {
        return event instanceof LedgerEvent.WithEvidence with ? with.evidence().value() : null;
    }

    MessageId ofMessage() {
        return message.orElseThrow(() -> new IllegalStateException("an event of the ledger lacks its message"));
    }

    EvidenceId onEvidence() {
        return evidence.orElseThrow(() -> new IllegalStateException("an event of the ledger lacks its evidence"));
    }
}
