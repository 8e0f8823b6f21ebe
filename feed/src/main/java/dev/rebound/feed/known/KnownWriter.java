package dev.rebound.feed.known;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.feed.ledger.EventCodec;
import dev.rebound.feed.ledger.JsonText;
import dev.rebound.feed.ledger.Moments;
import dev.rebound.feed.ledger.StandingCodec;
import java.time.Instant;
import java.util.Optional;

/** Writes what is known as JSON, one record a thing. Every form says its version ({@code v}). */
public final class KnownWriter {

    static final int VERSION = 1;

    private KnownWriter() {}

    /** An event of the ledger. */
    public static byte[] event(LedgerEvent event, long email) {
        JsonText line = line().put("type", EventCodec.typeOf(event).name())
                .put("address", event.address().value())
                .put("account", event.account().value())
                .put("at", Moments.micros(event.at()));
        ofMessage(line, event, email);
        EventCodec.writePayload(line, event);
        return line.octets();
    }

    private static void ofMessage(JsonText line, LedgerEvent event, long email) {
        if (event instanceof LedgerEvent.OfMessage of) {
            line.put("message", of.message().value());
            putEmail(line, email);
        }
        if (event instanceof LedgerEvent.WithEvidence with) {
            line.put("evidence", with.evidence().value());
        }
    }

    private static void putEmail(JsonText line, long email) {
        if (email != 0) {
            line.put("email", email);
        }
    }

    /** The verdict that an event brings; empty if it brings none. */
    public static Optional<byte[]> verdict(LedgerEvent event, long email) {
        return EventCodec.verdictOf(event).map(verdict -> {
            JsonText line = line().put("address", event.address().value())
                    .put("account", event.account().value())
                    .put("at", Moments.micros(event.at()));
            ofMessage(line, event, email);
            write(line, verdict);
            return line.octets();
        });
    }

    private static void write(JsonText line, Verdict verdict) {
        line.object("verdict", fields -> EventCodec.write(fields, verdict));
    }

    /** How a message stands. */
    public static byte[] message(AddressKey address, MessageId id, MessageState message, long email) {
        JsonText line = line().put("message", id.value())
                .put("account", message.account().value())
                .put("address", address.value());
        putEmail(line, email);
        line.put("status", message.status().name())
                .put("since", Moments.micros(message.since()))
                .put("attempts", message.attempts());
        message.verdict().ifPresent(verdict -> write(line, verdict));
        message.nextAttempt().ifPresent(moment -> line.put("next", Moments.micros(moment)));
        message.deadline().ifPresent(moment -> line.put("deadline", Moments.micros(moment)));
        message.notSent().ifPresent(why -> line.put("notSent", why.name()));
        message.hold()
                .ifPresent(hold -> line.put("circuit", hold.circuit().value())
                        .put("hold", hold.standing().name()));
        StringBuilder evidence = new StringBuilder();
        for (EvidenceId piece : message.evidence()) {
            evidence.append(piece.value());
        }
        return line.put("evidence", evidence.toString()).octets();
    }

    /** What an account holds against an address. */
    public static byte[] suppression(AddressKey address, AccountId account, Suppression suppression) {
        JsonText line = line().put("address", address.value()).put("account", account.value());
        return StandingCodec.write(line, Optional.of(suppression), Optional.empty())
                .octets();
    }

    /** That an address is suppressed for every account. */
    public static byte[] global(AddressKey address, Instant since) {
        return line().put("address", address.value())
                .put("since", Moments.micros(since))
                .octets();
    }

    private static JsonText line() {
        return new JsonText(VERSION);
    }
}
