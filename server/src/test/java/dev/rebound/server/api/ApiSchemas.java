package dev.rebound.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** The schemas of the API document, for tests of features that have answers of their own. */
public final class ApiSchemas {

    private static final JsonNode DOCUMENT = new ApiDocument().tree();

    private ApiSchemas() {}

    /** Where an answer does not fit the schema of this name. */
    public static List<String> faults(String schema, JsonNode answer) {
        JsonNode reference = JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + schema);
        return new SchemaCheck(DOCUMENT).faults(reference, answer);
    }
}
