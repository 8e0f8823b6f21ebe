package dev.rebound.feed.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.Cause;
import dev.rebound.core.ledger.Lifted;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.core.policy.Effect;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes what an event says about suppressions as JSON, and reads it back; see {@link EventCodec}. An effect is
 * one of three words, as it was before suppressions could end by themselves, and moments beside it where they do.
 * The end of trying had no effect then.
 */
public final class StandingCodec {

    private static final String NONE = "NONE";
    private static final String SUPPRESS = "SUPPRESS";
    private static final String SUPPRESS_AND_COUNT = "SUPPRESS_AND_COUNT";
    private static final String UNTIL = "until";
    private static final String PROBE_FROM = "probeFrom";

    private StandingCodec() {}

    static JsonText write(JsonText payload, Effect effect) {
        return switch (effect) {
            case Effect.None ignored -> payload.put("effect", NONE);
            case Effect.Suppress e -> {
                payload.put("effect", e.countsTowardsGlobal() ? SUPPRESS_AND_COUNT : SUPPRESS);
                yield moments(payload, e.until(), e.probeFrom());
            }
        };
    }

    /** What an account holds against an address, and since when it counts towards the global list. */
    public static JsonText write(JsonText payload, Optional<Suppression> suppression, Optional<Instant> vote) {
        suppression.ifPresent(held -> payload.object("suppression", fields -> write(fields, held)));
        vote.ifPresent(since -> payload.put("vote", Moments.micros(since)));
        return payload;
    }

    private static void write(JsonText fields, Suppression held) {
        fields.put("reason", held.reason().name()).put("since", Moments.micros(held.since()));
        moments(cause(fields, held.cause()), held.until(), held.probeFrom());
    }

    /** {@code cause} was the number of a message before suppressions could be imported, and still is. */
    private static JsonText cause(JsonText node, Cause cause) {
        return switch (cause) {
            case Cause.Bounce bounce -> node.put("cause", bounce.message().value());
            case Cause.Listed listed ->
                node.put("list", listed.list().value())
                        .put("source", listed.source().name())
                        .put("original", listed.original())
                        .put("importedAt", Moments.micros(listed.importedAt()));
        };
    }

    private static Cause cause(JsonNode node) {
        return node.has("list")
                ? new Cause.Listed(
                        new BulkId(node.path("list").longValue()),
                        ListSource.valueOf(EventCodec.text(node, "source")),
                        EventCodec.text(node, "original"),
                        EventCodec.moment(node, "importedAt"))
                : new Cause.Bounce(new MessageId(node.path("cause").longValue()));
    }

    /** What an unbounce took away. */
    public static JsonText write(JsonText payload, Lifted lifted) {
        write(payload, Optional.of(lifted.suppression()), lifted.vote());
        lifted.pardon().ifPresent(moment -> payload.put("pardon", Moments.micros(moment)));
        return payload.put("liftedAt", Moments.micros(lifted.at()));
    }

    /** The same, read back. */
    public static Lifted lifted(JsonNode payload) {
        return new Lifted(
                suppression(payload).orElseThrow(),
                vote(payload),
                moment(payload, "pardon"),
                EventCodec.moment(payload, "liftedAt"));
    }

    private static JsonText moments(JsonText node, Optional<Instant> until, Optional<Instant> probeFrom) {
        until.ifPresent(end -> node.put(UNTIL, Moments.micros(end)));
        probeFrom.ifPresent(from -> node.put(PROBE_FROM, Moments.micros(from)));
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

    /** What an account holds against an address, if anything. */
    public static Optional<Suppression> suppression(JsonNode payload) {
        JsonNode node = payload.path("suppression");
        return node.isMissingNode()
                ? Optional.empty()
                : Optional.of(new Suppression(
                        Reason.valueOf(EventCodec.text(node, "reason")),
                        EventCodec.moment(node, "since"),
                        cause(node),
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
