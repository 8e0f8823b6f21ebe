package dev.rebound.cli.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.smtp.EnhancedStatus;
import dev.rebound.parse.report.ReadMessage;
import dev.rebound.parse.report.ReportedRecipient;
import java.util.List;
import java.util.Optional;

/** A JSON object a line; the keys are a promise (docs/reference). */
final class JsonLines implements LineForm {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public List<String> message(Place place, ReadMessage message, List<RecipientVerdict> verdicts) {
        if (verdicts.isEmpty()) {
            ObjectNode line = head(place, message);
            line.putNull("recipient");
            nullVerdict(line);
            tail(line, message);
            return List.of(written(line));
        }
        return verdicts.stream().map(one -> recipient(place, message, one)).toList();
    }

    private static String recipient(Place place, ReadMessage message, RecipientVerdict one) {
        ReportedRecipient recipient = one.recipient();
        ObjectNode line = head(place, message);
        put(line, "recipient", recipient.address().or(recipient::originalAddress));
        put(line, "status", recipient.status().map(EnhancedStatus::toString));
        if (recipient.code().isPresent()) {
            line.put("code", recipient.code().getAsInt());
        } else {
            line.putNull("code");
        }
        one.verdict().ifPresentOrElse(verdict -> verdict(line, verdict), () -> nullVerdict(line));
        line.put("diagnostic", recipient.text());
        put(line, "remoteMta", recipient.remoteMta());
        tail(line, message);
        return written(line);
    }

    private static ObjectNode head(Place place, ReadMessage message) {
        ObjectNode line = JSON.createObjectNode();
        line.put("file", place.file());
        if (place.number() > 0) {
            line.put("message", place.number());
        }
        line.put("kind", message.kind().jsonName());
        return line;
    }

    private static void tail(ObjectNode line, ReadMessage message) {
        put(line, "reportingMta", message.reportingMta());
        put(line, "originalMessageId", message.original().messageId());
        ArrayNode findings = line.putArray("findings");
        message.findings().forEach(finding -> findings.add(finding.toString()));
    }

    private static void verdict(ObjectNode line, Verdict verdict) {
        line.put("type", verdict.type().name());
        line.put("reason", verdict.reason().name());
        line.put("fault", verdict.fault().name());
        line.put("confidence", verdict.confidence().name());
        line.put("rule", verdict.rule().value());
        ArrayNode matched = line.putArray("matched");
        verdict.matched().forEach(matched::add);
    }

    private static void nullVerdict(ObjectNode line) {
        for (String key : List.of("type", "reason", "fault", "confidence", "rule")) {
            line.putNull(key);
        }
        line.putArray("matched");
    }

    private static void put(ObjectNode line, String key, Optional<String> value) {
        value.ifPresentOrElse(text -> line.put(key, text), () -> line.putNull(key));
    }

    @Override
    public String reply(String id, String reply, Verdict verdict) {
        ObjectNode line = JSON.createObjectNode();
        line.put("id", id);
        verdict(line, verdict);
        return written(line);
    }

    @Override
    public String failure(String key, String name, String error) {
        return written(JSON.createObjectNode().put(key, name).put("error", error));
    }

    private static String written(ObjectNode line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers can always be written", e);
        }
    }
}
