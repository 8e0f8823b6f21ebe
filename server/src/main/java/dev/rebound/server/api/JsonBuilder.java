package dev.rebound.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes one JSON object, member by member, so that what the API says is spelt out where it is said and
 * does not change when a record does. A member whose value is absent is left out. Not thread-safe.
 */
public final class JsonBuilder {

    private final ObjectNode node = JsonNodeFactory.instance.objectNode();

    private JsonBuilder() {}

    /** An object without members. */
    public static JsonBuilder object() {
        return new JsonBuilder();
    }

    /** A text. */
    public JsonBuilder with(String name, String value) {
        node.put(name, value);
        return this;
    }

    /** A number. */
    public JsonBuilder with(String name, long value) {
        node.put(name, value);
        return this;
    }

    /** A number with a fraction. */
    public JsonBuilder with(String name, double value) {
        node.put(name, value);
        return this;
    }

    /** A truth value. */
    public JsonBuilder with(String name, boolean value) {
        node.put(name, value);
        return this;
    }

    /** A constant's name. */
    public JsonBuilder with(String name, Enum<?> value) {
        return with(name, value.name());
    }

    /** A moment (RFC 3339, UTC, milliseconds). */
    public JsonBuilder with(String name, Instant value) {
        return with(name, value.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** An object. */
    public JsonBuilder with(String name, JsonBuilder value) {
        node.set(name, value.node);
        return this;
    }

    /** A list of objects. */
    public JsonBuilder with(String name, List<JsonBuilder> values) {
        ArrayNode array = node.putArray(name);
        values.forEach(value -> array.add(value.node));
        return this;
    }

    /** A list of texts. */
    public JsonBuilder withTexts(String name, List<String> values) {
        ArrayNode array = node.putArray(name);
        values.forEach(array::add);
        return this;
    }

    /** Counts by constant; those that are zero are left out. */
    public JsonBuilder withCounts(String name, Map<? extends Enum<?>, Long> counts) {
        ObjectNode inner = node.putObject(name);
        counts.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .sorted(Comparator.comparing(entry -> entry.getKey().name()))
                .forEach(entry -> inner.put(entry.getKey().name(), entry.getValue()));
        return this;
    }

    /** A constant, a moment, an object or a text (of anything else its text), if there is one. */
    public JsonBuilder with(String name, Optional<?> value) {
        if (value.isEmpty()) {
            return this;
        }
        return switch (value.get()) {
            case Enum<?> constant -> with(name, constant);
            case Instant moment -> with(name, moment);
            case JsonBuilder object -> with(name, object);
            case Object text -> with(name, text.toString());
        };
    }

    /** The object as text. */
    public String text() {
        return node.toString();
    }
}
