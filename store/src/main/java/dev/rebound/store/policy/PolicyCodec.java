package dev.rebound.store.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.policy.Consequence;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Trigger;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A policy as JSON, one form with a version. Written out by hand: versions of a policy are read for as long as
 * there is an account, so their form must not follow a renamed field.
 */
final class PolicyCodec {

    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private PolicyCodec() {}

    /** Names of the triggers. */
    private enum Kind {
        AT_ONCE,
        REPEATED,
        NEVER
    }

    static String write(Policy policy) {
        ObjectNode node = JSON.createObjectNode().put("v", VERSION).put("heedsGlobal", policy.heedsGlobal());
        ObjectNode reasons = node.putObject("reasons");
        for (Reason reason : Reason.values()) {
            write(reasons.putObject(reason.name()), policy.of(reason));
        }
        return node.toString();
    }

    private static void write(ObjectNode node, Consequence consequence) {
        switch (consequence.trigger()) {
            case Trigger.AtOnce ignored -> node.put("suppress", Kind.AT_ONCE.name());
            case Trigger.Never ignored -> node.put("suppress", Kind.NEVER.name());
            case Trigger.Repeated repeated ->
                node.put("suppress", Kind.REPEATED.name())
                        .put("bounces", repeated.bounces())
                        .put("withinDays", repeated.within().toDays());
        }
        consequence.expiry().ifPresent(length -> node.put("expiresAfterDays", length.toDays()));
        consequence.probe().ifPresent(length -> node.put("probeAfterDays", length.toDays()));
        node.put("countsTowardsGlobal", consequence.countsTowardsGlobal());
    }

    static Policy read(String text) {
        JsonNode node = parse(text);
        Map<Reason, Consequence> table = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            table.put(reason, consequence(node.path("reasons").path(reason.name())));
        }
        return new Policy(table, node.path("heedsGlobal").asBoolean());
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.path("v").asInt() != VERSION) {
                throw new IllegalStateException("a policy has an unknown form: " + node.path("v"));
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a policy is damaged", e);
        }
    }

    private static Consequence consequence(JsonNode node) {
        Trigger trigger = switch (Kind.valueOf(node.path("suppress").asText())) {
            case AT_ONCE -> new Trigger.AtOnce();
            case NEVER -> new Trigger.Never();
            case REPEATED ->
                new Trigger.Repeated(
                        node.path("bounces").asInt(),
                        Duration.ofDays(node.path("withinDays").asLong()));
        };
        return new Consequence(
                trigger,
                days(node, "expiresAfterDays"),
                days(node, "probeAfterDays"),
                node.path("countsTowardsGlobal").asBoolean());
    }

    private static Optional<Duration> days(JsonNode node, String field) {
        return node.has(field) ? Optional.of(Duration.ofDays(node.path(field).asLong())) : Optional.empty();
    }
}
