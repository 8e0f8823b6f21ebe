package dev.rebound.store.reclassify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebound.core.bounce.Reason;
import dev.rebound.engine.reclassify.Outcome;
import dev.rebound.engine.reclassify.Outcome.Difference;
import dev.rebound.engine.reclassify.Outcome.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An outcome as JSON; written out by hand, so that it does not follow a renamed field. */
final class OutcomeCodec {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OutcomeCodec() {}

    static String write(Outcome outcome) {
        ObjectNode node = JSON.createObjectNode()
                .put("freed", outcome.freed())
                .put("suppressed", outcome.suppressed())
                .put("global", outcome.global());
        ArrayNode changed = node.putArray("changed");
        outcome.changed()
                .forEach((difference, number) ->
                        put(changed.addObject(), difference).put("number", number));
        ArrayNode examples = node.putArray("examples");
        for (Example example : outcome.examples()) {
            put(examples.addObject(), example.difference())
                    .put("account", example.account())
                    .put("message", example.message())
                    .put("address", example.address())
                    .put("words", example.words())
                    .put("ruleBefore", example.ruleBefore())
                    .put("ruleAfter", example.ruleAfter());
        }
        return node.toString();
    }

    private static ObjectNode put(ObjectNode node, Difference difference) {
        return node.put("before", difference.before().name())
                .put("after", difference.after().name());
    }

    static Outcome read(String json) {
        JsonNode node = parse(json);
        Map<Difference, Long> changed = new TreeMap<>();
        node.path("changed")
                .forEach(each ->
                        changed.put(difference(each), each.path("number").longValue()));
        List<Example> examples = new ArrayList<>();
        node.path("examples").forEach(each -> examples.add(example(each)));
        return new Outcome(
                changed,
                node.path("freed").longValue(),
                node.path("suppressed").longValue(),
                node.path("global").longValue(),
                examples);
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what came of judging bounces again is damaged", e);
        }
    }

    private static Difference difference(JsonNode node) {
        return new Difference(
                Reason.valueOf(node.path("before").textValue()),
                Reason.valueOf(node.path("after").textValue()));
    }

    private static Example example(JsonNode node) {
        return new Example(
                difference(node),
                node.path("account").longValue(),
                node.path("message").longValue(),
                node.path("address").textValue(),
                node.path("words").textValue(),
                node.path("ruleBefore").textValue(),
                node.path("ruleAfter").textValue());
    }
}
