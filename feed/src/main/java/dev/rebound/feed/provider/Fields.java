package dev.rebound.feed.provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a stranger wrote as JSON: bounded in depth, and never with an exception for what is in it. */
public final class Fields {

    /** Deepest nesting; no provider's event has more than a few levels. */
    private static final int DEPTH_MAX = 32;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .build());

    private Fields() {}

    /** What it is; empty if it is no JSON. */
    public static Optional<JsonNode> parse(byte[] text) {
        try {
            return Optional.ofNullable(JSON.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What it is; empty if it is no JSON. */
    public static Optional<JsonNode> parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text or number of a member, found by the names of members on the way; empty if there is none or it is blank. */
    public static Optional<String> text(JsonNode node, String... names) {
        JsonNode at = node;
        for (String name : names) {
            at = at.path(name);
        }
        return at.isValueNode() && !at.isNull()
                ? Optional.of(at.asText()).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    /** The same, or an empty text. */
    public static String textOr(JsonNode node, String otherwise, String... names) {
        return text(node, names).orElse(otherwise);
    }

    /** Its members if it is an array, else itself. */
    public static List<JsonNode> each(JsonNode node) {
        if (!node.isArray()) {
            return node.isMissingNode() || node.isNull() ? List.of() : List.of(node);
        }
        List<JsonNode> all = new ArrayList<>();
        node.forEach(all::add);
        return all;
    }

    /** As one array. */
    static JsonNode array(List<JsonNode> nodes) {
        return JSON.createArrayNode().addAll(nodes);
    }

    /** As it came, but for blanks. */
    static byte[] octets(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Those that are there. */
    @SafeVarargs
    static List<String> present(Optional<String>... texts) {
        List<String> all = new ArrayList<>();
        for (Optional<String> text : texts) {
            text.ifPresent(all::add);
        }
        return all;
    }
}
