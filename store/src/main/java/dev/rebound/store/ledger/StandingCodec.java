package dev.rebound.store.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.core.policy.Effect;
import dev.rebound.store.database.Micros;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes what an event says about suppressions as JSON, and reads it back; see {@link EventCodec}. An effect is
 * one of three words, as it was before suppressions could end by themselves, and moments beside it where they do.
 * The end of trying had no effect then.
 */
final class StandingCodec {

    private static final String NONE = "NONE";
    private static final String SUPPRESS = "SUPPRESS";
    private static final String SUPPRESS_AND_COUNT = "SUPPRESS_AND_COUNT";
    private static final String UNTIL = "until";
    private static final String PROBE_FROM = "probeFrom";

    private StandingCodec() {}

    static ObjectNode write(ObjectNode payload, Effect effect) {
        return switch (effect) {
            case Effect.None ignored -> payload.put("effect", NONE);
            case Effect.Suppress e -> {
                payload.put("effect", e.countsTowardsGlobal() ? SUPPRESS_AND_COUNT : SUPPRESS);
                yield moments(payload, e.until(), e.probeFrom());
            }
        };
    }

    static ObjectNode write(ObjectNode payload, Optional<Suppression> suppression, Optional<Instant> vote) {
        suppression.ifPresent(held -> moments(
                payload.putObject("suppression")
                        .put("reason", held.reason().name())
                        .put("since", Micros.of(held.since()))
                        .put("cause", held.cause().value()),
                held.until(),
                held.probeFrom()));
        vote.ifPresent(since -> payload.put("vote", Micros.of(since)));
        return payload;
    }

    private static ObjectNode moments(ObjectNode node, Optional<Instant> until, Optional<Instant> probeFrom) {
        until.ifPresent(end -> node.put(UNTIL, Micros.of(end)));
        probeFrom.ifPresent(from -> node.put(PROBE_FROM, Micros.of(from)));
        return node;
    }

    static Effect effect(JsonNode payload) {
        if (!payload.has("effect")) {
            return Effect.NONE;
        }
        return switch (EventCodec.text(payload, "effect")) {
            case NONE -> Effect.NONE;
            case SUPPRESS -> new Effect.Suppress(moment(payload, UNTIL), moment(payload, PROBE_FROM), false);
            case SUPPRESS_AND_COUNT -> new Effect.Suppress(moment(payload, UNTIL), moment(payload, PROBE_FROM), true);
            default -> throw new IllegalStateException("an event of the ledger has an unknown effect");
        };
    }

    static Optional<Suppression> suppression(JsonNode payload) {
        JsonNode node = payload.path("suppression");
        return node.isMissingNode()
                ? Optional.empty()
                : Optional.of(new Suppression(
                        Reason.valueOf(EventCodec.text(node, "reason")),
                        EventCodec.moment(node, "since"),
                        new MessageId(node.path("cause").longValue()),
                        moment(node, UNTIL),
                        moment(node, PROBE_FROM)));
    }

    static Optional<Instant> vote(JsonNode payload) {
        return moment(payload, "vote");
    }

    private static Optional<Instant> moment(JsonNode node, String field) {
        return node.has(field) ? Optional.of(EventCodec.moment(node, field)) : Optional.empty();
    }
}
