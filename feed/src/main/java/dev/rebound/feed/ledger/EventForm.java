package dev.rebound.feed.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.feed.ledger.EventCodec.EventType;
import java.time.Instant;
import java.util.Optional;

/**
 * An event of the ledger as it is kept and sent: what every event has in fields, the rest as JSON.
 *
 * @param payload what only this type of event has, see {@link EventCodec}
 */
public record EventForm(
        EventType type,
        AccountId account,
        AddressKey address,
        Optional<MessageId> message,
        Instant at,
        Optional<EvidenceId> evidence,
        String payload) {

    MessageId ofMessage() {
        return message.orElseThrow(() -> new IllegalStateException("an event of the ledger lacks its message"));
    }

    EvidenceId onEvidence() {
        return evidence.orElseThrow(() -> new IllegalStateException("an event of the ledger lacks its evidence"));
    }
}
