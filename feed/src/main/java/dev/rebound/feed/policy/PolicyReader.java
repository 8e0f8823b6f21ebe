package dev.rebound.feed.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.policy.Consequence;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Trigger;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a policy in the form in which an installation's API gives and takes it: {@code preset}, {@code heedsGlobalList} and
 * {@code reasons}, each with what it does. A reason that is not named does what the preset says, {@code STANDARD} where none is
 * named. What the API says besides, such as the version, is passed over; a word that nobody knows is an error, so that a
 * misspelt one does not leave a reason as it was.
 */
public final class PolicyReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> FIELDS =
            Set.of("preset", "heedsGlobalList", "reasons", "version", "at", "by", "applied", "restores");

    private static final Set<String> FIELDS_OF_REASONS = Set.of(
            "reason",
            "suppress",
            "bounces",
            "withinDays",
            "expiresAfterDays",
            "probeAfterDays",
            "countsTowardsGlobalList");

    private PolicyReader() {}

    /**
     * The policy.
     *
     * @throws IllegalArgumentException if the text is none; the message says what is wrong with it
     */
    public static Policy read(String text) {
        JsonNode node = parse(text);
        onlyKnows(node, FIELDS);
        Policy preset = preset(node.path("preset").asText("STANDARD"));
        Map<Reason, Consequence> table = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            table.put(reason, preset.of(reason));
        }
        for (JsonNode each : node.path("reasons")) {
            onlyKnows(each, FIELDS_OF_REASONS);
            table.put(constant(each, "reason", Reason.class), consequence(each));
        }
        return new Policy(table, node.path("heedsGlobalList").asBoolean(preset.heedsGlobal()));
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
        throw new IllegalArgumentException("not an object of JSON");
    }

    private static void onlyKnows(JsonNode node, Set<String> fields) {
        node.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw new IllegalArgumentException("nobody knows the field " + name);
            }
        });
    }

    /** One that was changed is called custom and names all reasons. */
    private static Policy preset(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "STANDARD", "CUSTOM" -> Policy.standard();
            case "PROTECTIVE" -> Policy.protective();
            default -> throw new IllegalArgumentException("nobody knows the preset " + name);
        };
    }

    private static Consequence consequence(JsonNode node) {
        Trigger trigger = switch (node.path("suppress").asText()) {
            case "AT_ONCE" -> new Trigger.AtOnce();
            case "REPEATED" ->
                new Trigger.Repeated(
                        node.path("bounces").asInt(),
                        Duration.ofDays(node.path("withinDays").asLong()));
            case "NEVER" -> new Trigger.Never();
            default -> throw new IllegalArgumentException("suppress is AT_ONCE, REPEATED or NEVER");
        };
        return trigger instanceof Trigger.Never
                ? Consequence.none()
                : new Consequence(
                        trigger,
                        days(node, "expiresAfterDays"),
                        days(node, "probeAfterDays"),
                        node.path("countsTowardsGlobalList").asBoolean());
    }

    private static Optional<Duration> days(JsonNode node, String field) {
        return node.hasNonNull(field)
                ? Optional.of(Duration.ofDays(node.path(field).asLong()))
                : Optional.empty();
    }

    private static <E extends Enum<E>> E constant(JsonNode node, String field, Class<E> of) {
        String name = node.path(field).asText();
        try {
            return Enum.valueOf(of, name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("nobody knows the " + field + " " + name, e);
        }
    }
}
