package dev.rebound.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks a value against a schema of the API document: those keywords of JSON Schema that it uses for answers. */
final class SchemaCheck {

    private final JsonNode document;
    private final List<String> faults = new ArrayList<>();

    SchemaCheck(JsonNode document) {
        this.document = document;
    }

    /** What does not fit, in words. */
    List<String> faults(JsonNode schema, JsonNode value) {
        faults.clear();
        check(resolved(schema), value, "$");
        return List.copyOf(faults);
    }

    /** Follows a reference. */
    JsonNode resolved(JsonNode schema) {
        JsonNode ref = schema.path("$ref");
        return ref.isTextual() ? resolved(document.at(ref.textValue().substring(1))) : schema;
    }

    private void check(JsonNode schema, JsonNode value, String at) {
        if (schema.isMissingNode()) {
            faults.add(at + ": no schema");
            return;
        }
        if (schema.has("type") && !isOfType(schema.get("type").textValue(), value)) {
            faults.add(at + ": is no " + schema.get("type").textValue() + " but " + value.getNodeType());
            return;
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            faults.add(at + ": " + value + " is none of " + schema.get("enum"));
        }
        if (schema.has("pattern")
                && !value.textValue().matches(schema.get("pattern").textValue())) {
            faults.add(at + ": " + value + " does not have the form " + schema.get("pattern"));
        }
        if (value.isObject()) {
            checkObject(schema, value, at);
        }
        for (int i = 0; i < value.size() && value.isArray(); i++) {
            check(resolved(schema.path("items")), value.get(i), at + "[" + i + "]");
        }
    }

    private void checkObject(JsonNode schema, JsonNode value, String at) {
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.textValue())) {
                faults.add(at + ": " + required + " is missing");
            }
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            JsonNode known = schema.path("properties").path(member.getKey());
            JsonNode others = schema.path("additionalProperties");
            if (known.isMissingNode() && !others.isObject()) {
                faults.add(at + ": " + member.getKey() + " is not in the document");
            } else {
                check(resolved(known.isMissingNode() ? others : known), member.getValue(), at + "." + member.getKey());
            }
        }
    }

    private static boolean isOfType(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> false;
        };
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode each : list) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
