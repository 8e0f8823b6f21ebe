package dev.rebound.feed.known;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.feed.ledger.EventCodec;
import dev.rebound.feed.ledger.Moments;
import dev.rebound.feed.ledger.StandingCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Writes what is known as JSON, one record a thing. Every form says its version ({@code v}). */
public final class KnownWriter {

    static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private KnownWriter() {}

    /** An event of the ledger. */
    public static byte[] event(LedgerEvent event, long email) {
        ObjectNode node = node().put("type", EventCodec.typeOf(event).name())
                .put("address", event.address().value())
                .put("account", event.account().value())
                .put("at", Moments.micros(event.at()));
        ofMessage(node, event, email);
        node.putRawValue("payload", new RawValue(EventCodec.payloadOf(event)));
        return octets(node);
    }

    private static void ofMessage(ObjectNode node, LedgerEvent event, long email) {
        if (event instanceof LedgerEvent.OfMessage of) {
            node.put("message", of.message().value());
            putEmail(node, email);
        }
        if (event instanceof LedgerEvent.WithEvidence with) {
            node.put("evidence", with.evidence().value());
        }
    }

    private static void putEmail(ObjectNode node, long email) {
        if (email != 0) {
            node.put("email", email);
        }
    }

    /** The verdict that an event brings; empty if it brings none. */
    public static Optional<byte[]> verdict(LedgerEvent event, long email) {
        return EventCodec.verdictOf(event).map(verdict -> {
            ObjectNode node = node().put("address", event.address().value())
                    .put("account", event.account().value())
                    .put("at", Moments.micros(event.at()));
            ofMessage(node, event, email);
            write(node, verdict);
            return octets(node);
        });
    }

    private static void write(ObjectNode node, Verdict verdict) {
        EventCodec.write(node.putObject("verdict"), verdict);
    }

    /** How a message stands. */
    public static byte[] message(AddressKey address, MessageId id, MessageState message, long email) {
        ObjectNode node = node().put("message", id.value())
                .put("account", message.account().value())
                .put("address", address.value());
        putEmail(node, email);
        node.put("status", message.status().name())
                .put("since", Moments.micros(message.since()))
                .put("attempts", message.attempts());
        message.verdict().ifPresent(verdict -> write(node, verdict));
        message.nextAttempt().ifPresent(moment -> node.put("next", Moments.micros(moment)));
        message.deadline().ifPresent(moment -> node.put("deadline", Moments.micros(moment)));
        message.notSent().ifPresent(why -> node.put("notSent", why.name()));
        message.hold()
                .ifPresent(hold -> node.put("circuit", hold.circuit().value())
                        .put("hold", hold.standing().name()));
        StringBuilder evidence = new StringBuilder();
        for (EvidenceId piece : message.evidence()) {
            evidence.append(piece.value());
        }
        return octets(node.put("evidence", evidence.toString()));
    }

    /** What an account holds against an address. */
    public static byte[] suppression(AddressKey address, AccountId account, Suppression suppression) {
        ObjectNode node = node().put("address", address.value()).put("account", account.value());
        return octets(StandingCodec.write(node, Optional.of(suppression), Optional.empty()));
    }

    /** That an address is suppressed for every account. */
    public static byte[] global(AddressKey address, Instant since) {
        return octets(node().put("address", address.value()).put("since", Moments.micros(since)));
    }

    private static ObjectNode node() {
        return JSON.createObjectNode().put("v", VERSION);
    }

    private static byte[] octets(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
