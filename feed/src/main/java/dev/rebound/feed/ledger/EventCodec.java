package dev.rebound.feed.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.NoteKind;
import dev.rebound.core.ledger.Reassessment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the part of an event that only its type has as JSON, and reads it back. Written out by hand: an
 * event is read for as long as there is a ledger, so its form must not follow a renamed field. The form has a
 * version ({@code v}); a later one must still read this one.
 */
public final class EventCodec {

    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventCodec() {}

    /** The names under which the types of events are stored. */
    public enum EventType {
        QUEUED,
        NOT_SENT,
        DEFERRED,
        DELIVERED,
        RELAYED,
        BOUNCED,
        EXPIRED,
        NOTED,
        INTERRUPTED,
        UNBOUNCED,
        IMPORTED,
        WITHDRAWN,
        RESTORED,
        LAPSED,
        RECOVERED,
        REASSESSED,
        HELD,
        RELEASED,
        ROLLED_BACK,
        RECLASSIFIED,
        GLOBALLY_BOUNCED,
        GLOBAL_WITHDRAWN,
        GLOBAL_LIFTED
    }

    /** The name of its type. */
    public static EventType typeOf(LedgerEvent event) {
        return switch (event) {
            case LedgerEvent.Queued ignored -> EventType.QUEUED;
            case LedgerEvent.NotSent ignored -> EventType.NOT_SENT;
            case LedgerEvent.Deferred ignored -> EventType.DEFERRED;
            case LedgerEvent.Delivered ignored -> EventType.DELIVERED;
            case LedgerEvent.Relayed ignored -> EventType.RELAYED;
            case LedgerEvent.Bounced ignored -> EventType.BOUNCED;
            case LedgerEvent.Expired ignored -> EventType.EXPIRED;
            case LedgerEvent.Noted ignored -> EventType.NOTED;
            case LedgerEvent.Interrupted ignored -> EventType.INTERRUPTED;
            case LedgerEvent.Unbounced ignored -> EventType.UNBOUNCED;
            case LedgerEvent.Imported ignored -> EventType.IMPORTED;
            case LedgerEvent.Withdrawn ignored -> EventType.WITHDRAWN;
            case LedgerEvent.Restored ignored -> EventType.RESTORED;
            case LedgerEvent.Lapsed ignored -> EventType.LAPSED;
            case LedgerEvent.Recovered ignored -> EventType.RECOVERED;
            case LedgerEvent.Reassessed ignored -> EventType.REASSESSED;
            case LedgerEvent.Held ignored -> EventType.HELD;
            case LedgerEvent.Released ignored -> EventType.RELEASED;
            case LedgerEvent.RolledBack ignored -> EventType.ROLLED_BACK;
            case LedgerEvent.GlobalWithdrawn ignored -> EventType.GLOBAL_WITHDRAWN;
            case LedgerEvent.Reclassified ignored -> EventType.RECLASSIFIED;
            case LedgerEvent.GloballyBounced ignored -> EventType.GLOBALLY_BOUNCED;
            case LedgerEvent.GlobalLifted ignored -> EventType.GLOBAL_LIFTED;
        };
    }

    /** The verdict that it brings. */
    public static Optional<Verdict> verdictOf(LedgerEvent event) {
        return switch (event) {
            case LedgerEvent.Deferred e -> Optional.of(e.verdict());
            case LedgerEvent.Bounced e -> Optional.of(e.verdict());
            case LedgerEvent.Expired e -> Optional.of(e.verdict());
            case LedgerEvent.Reclassified e -> Optional.of(e.verdict());
            case LedgerEvent.Queued ignored -> Optional.empty();
            case LedgerEvent.NotSent ignored -> Optional.empty();
            case LedgerEvent.Delivered ignored -> Optional.empty();
            case LedgerEvent.Relayed ignored -> Optional.empty();
            case LedgerEvent.Noted ignored -> Optional.empty();
            case LedgerEvent.Interrupted ignored -> Optional.empty();
            case LedgerEvent.Unbounced ignored -> Optional.empty();
            case LedgerEvent.Imported ignored -> Optional.empty();
            case LedgerEvent.Withdrawn ignored -> Optional.empty();
            case LedgerEvent.Restored ignored -> Optional.empty();
            case LedgerEvent.Lapsed ignored -> Optional.empty();
            case LedgerEvent.Recovered ignored -> Optional.empty();
            case LedgerEvent.Reassessed ignored -> Optional.empty();
            case LedgerEvent.OfHold ignored -> Optional.empty();
            case LedgerEvent.GlobalWithdrawn ignored -> Optional.empty();
            case LedgerEvent.GloballyBounced ignored -> Optional.empty();
            case LedgerEvent.GlobalLifted ignored -> Optional.empty();
        };
    }

    /** What only its type of event has, as JSON. */
    public static String payloadOf(LedgerEvent event) {
        return write(new JsonText(VERSION), event).text();
    }

    /** The same as an object of another. */
    public static void writePayload(JsonText target, LedgerEvent event) {
        target.object("payload", payload -> write(payload.put("v", VERSION), event));
    }

    private static JsonText write(JsonText payload, LedgerEvent event) {
        return switch (event) {
            case LedgerEvent.NotSent e -> payload.put("why", e.why().name());
            case LedgerEvent.Deferred e ->
                verdict(payload, e.verdict())
                        .put("nextAttempt", Moments.micros(e.nextAttempt()))
                        .put("deadline", Moments.micros(e.deadline()));
            case LedgerEvent.Bounced e -> StandingCodec.write(verdict(payload, e.verdict()), e.effect());
            case LedgerEvent.Expired e -> StandingCodec.write(verdict(payload, e.verdict()), e.effect());
            case LedgerEvent.Reclassified e ->
                verdict(payload, e.verdict()).put("run", e.run()).object("before", before -> write(before, e.before()));
            case LedgerEvent.Reassessed e -> StandingCodec.write(payload, e.suppression(), e.vote());
            case LedgerEvent.OfHold e ->
                StandingCodec.write(
                        payload.put("circuit", e.circuit().value()),
                        e.standing().suppression(),
                        e.standing().vote());
            case LedgerEvent.Imported e ->
                StandingCodec.write(payload.put("by", e.by()), Optional.of(e.suppression()), Optional.empty());
            case LedgerEvent.Withdrawn e ->
                payload.put("by", e.by()).put("list", e.list().value());
            case LedgerEvent.Restored e -> StandingCodec.write(payload.put("by", e.by()), e.lifted());
            case LedgerEvent.Noted e -> payload.put("kind", e.kind().name());
            case LedgerEvent.Unbounced e -> payload.put("by", e.by()).put("why", e.why());
            case LedgerEvent.GlobalLifted e -> payload.put("by", e.by()).put("why", e.why());
            case LedgerEvent.Queued ignored -> payload;
            case LedgerEvent.Delivered ignored -> payload;
            case LedgerEvent.Relayed ignored -> payload;
            case LedgerEvent.Interrupted ignored -> payload;
            case LedgerEvent.Lapsed ignored -> payload;
            case LedgerEvent.Recovered ignored -> payload;
            case LedgerEvent.GloballyBounced ignored -> payload;
            case LedgerEvent.GlobalWithdrawn ignored -> payload;
        };
    }

    private static JsonText verdict(JsonText payload, Verdict verdict) {
        return payload.object("verdict", fields -> write(fields, verdict));
    }

    /** A verdict, into an object of its own. */
    public static void write(JsonText object, Verdict verdict) {
        object.put("type", verdict.type().name())
                .put("reason", verdict.reason().name())
                .put("fault", verdict.fault().name())
                .put("confidence", verdict.confidence().name())
                .put("rule", verdict.rule().value())
                .put("rules", verdict.rulesVersion())
                .put("matched", verdict.matched());
        verdict.runnerUp().ifPresent(rule -> object.put("runnerUp", rule.value()));
    }

    /** The event that a row of the ledger tells of. */
    public static LedgerEvent read(EventForm row) {
        JsonNode payload = parse(row.payload());
        return switch (row.type()) {
            case QUEUED -> new LedgerEvent.Queued(row.address(), row.account(), row.ofMessage(), row.at());
            case NOT_SENT ->
                new LedgerEvent.NotSent(
                        row.address(),
                        row.account(),
                        row.ofMessage(),
                        row.at(),
                        NotSentReason.valueOf(text(payload, "why")));
            case DEFERRED -> deferred(row, payload);
            case DELIVERED ->
                new LedgerEvent.Delivered(row.address(), row.account(), row.ofMessage(), row.at(), row.onEvidence());
            case RELAYED ->
                new LedgerEvent.Relayed(row.address(), row.account(), row.ofMessage(), row.at(), row.onEvidence());
            case BOUNCED -> bounced(row, payload);
            case EXPIRED ->
                new LedgerEvent.Expired(
                        row.address(),
                        row.account(),
                        row.ofMessage(),
                        row.at(),
                        verdict(payload),
                        StandingCodec.effect(payload));
            case NOTED ->
                new LedgerEvent.Noted(
                        row.address(),
                        row.account(),
                        row.ofMessage(),
                        row.at(),
                        row.onEvidence(),
                        NoteKind.valueOf(text(payload, "kind")));
            case INTERRUPTED -> new LedgerEvent.Interrupted(row.address(), row.account(), row.ofMessage(), row.at());
            case UNBOUNCED ->
                new LedgerEvent.Unbounced(
                        row.address(), row.account(), row.at(), text(payload, "by"), text(payload, "why"));
            case IMPORTED -> imported(row, payload);
            case WITHDRAWN -> withdrawn(row, payload);
            case RESTORED -> restored(row, payload);
            case LAPSED -> new LedgerEvent.Lapsed(row.address(), row.account(), row.at());
            case RECOVERED -> new LedgerEvent.Recovered(row.address(), row.account(), row.at());
            case RECLASSIFIED -> reclassified(row, payload);
            case REASSESSED ->
                new LedgerEvent.Reassessed(
                        row.address(),
                        row.account(),
                        row.at(),
                        StandingCodec.suppression(payload),
                        StandingCodec.vote(payload));
            case HELD, RELEASED, ROLLED_BACK -> hold(row, payload);
            case GLOBAL_WITHDRAWN -> new LedgerEvent.GlobalWithdrawn(row.address(), row.account(), row.at());
            case GLOBALLY_BOUNCED -> new LedgerEvent.GloballyBounced(row.address(), row.account(), row.at());
            case GLOBAL_LIFTED ->
                new LedgerEvent.GlobalLifted(
                        row.address(), row.account(), row.at(), text(payload, "by"), text(payload, "why"));
        };
    }

    private static LedgerEvent imported(EventForm row, JsonNode payload) {
        return new LedgerEvent.Imported(
                row.address(),
                row.account(),
                row.at(),
                StandingCodec.suppression(payload).orElseThrow(),
                text(payload, "by"));
    }

    private static LedgerEvent withdrawn(EventForm row, JsonNode payload) {
        BulkId list = new BulkId(payload.path("list").longValue());
        return new LedgerEvent.Withdrawn(row.address(), row.account(), row.at(), list, text(payload, "by"));
    }

    private static LedgerEvent restored(EventForm row, JsonNode payload) {
        return new LedgerEvent.Restored(
                row.address(), row.account(), row.at(), StandingCodec.lifted(payload), text(payload, "by"));
    }

    private static LedgerEvent deferred(EventForm row, JsonNode payload) {
        return new LedgerEvent.Deferred(
                row.address(),
                row.account(),
                row.ofMessage(),
                row.at(),
                row.onEvidence(),
                verdict(payload),
                moment(payload, "nextAttempt"),
                moment(payload, "deadline"));
    }

    private static LedgerEvent reclassified(EventForm row, JsonNode payload) {
        return new LedgerEvent.Reclassified(
                row.address(),
                row.account(),
                row.ofMessage(),
                row.at(),
                payload.path("run").longValue(),
                verdict(payload, "before"),
                verdict(payload));
    }

    private static LedgerEvent bounced(EventForm row, JsonNode payload) {
        return new LedgerEvent.Bounced(
                row.address(),
                row.account(),
                row.ofMessage(),
                row.at(),
                row.onEvidence(),
                verdict(payload),
                StandingCodec.effect(payload));
    }

    private static LedgerEvent hold(EventForm row, JsonNode payload) {
        CircuitId circuit = new CircuitId(payload.path("circuit").longValue());
        Reassessment standing = new Reassessment(StandingCodec.suppression(payload), StandingCodec.vote(payload));
        return switch (row.type()) {
            case RELEASED ->
                new LedgerEvent.Released(row.address(), row.account(), row.ofMessage(), row.at(), circuit, standing);
            case ROLLED_BACK ->
                new LedgerEvent.RolledBack(row.address(), row.account(), row.ofMessage(), row.at(), circuit, standing);
            default -> new LedgerEvent.Held(row.address(), row.account(), row.ofMessage(), row.at(), circuit, standing);
        };
    }

    private static JsonNode parse(String payload) {
        try {
            JsonNode node = JSON.readTree(payload);
            if (node.path("v").asInt() != VERSION) {
                throw new IllegalStateException("an event of the ledger has an unknown form: " + node.path("v"));
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event of the ledger is damaged", e);
        }
    }

    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new IllegalStateException("an event of the ledger lacks " + field);
        }
        return value.textValue();
    }

    static Instant moment(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isIntegralNumber()) {
            throw new IllegalStateException("an event of the ledger lacks " + field);
        }
        return Moments.ofMicros(value.longValue());
    }

    private static Verdict verdict(JsonNode payload) {
        return verdict(payload, "verdict");
    }

    /** The verdict in a field. */
    public static Verdict verdict(JsonNode payload, String field) {
        JsonNode node = payload.path(field);
        List<String> matched = new ArrayList<>();
        node.path("matched").forEach(words -> matched.add(words.textValue()));
        return new Verdict(
                BounceType.valueOf(text(node, "type")),
                Reason.valueOf(text(node, "reason")),
                Fault.valueOf(text(node, "fault")),
                Confidence.valueOf(text(node, "confidence")),
                new RuleId(text(node, "rule")),
                text(node, "rules"),
                matched,
                node.has("runnerUp") ? Optional.of(new RuleId(text(node, "runnerUp"))) : Optional.empty());
    }
}
