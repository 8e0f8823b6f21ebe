package dev.rebound.transport.sandbox.record;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebound.core.address.AddressKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Record lines as JSON, one object a line. */
final class RecordFormat {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordFormat() {}

    /** The line with its line feed. */
    static byte[] write(RecordLine line) {
        ObjectNode node = JSON.createObjectNode();
        switch (line) {
            case RecordLine.Accepted accepted -> write(accepted, node);
            case RecordLine.FirstAttempt first ->
                node.put("event", "first-attempt").put("key", first.key());
            case RecordLine.NoticeSent sent -> node.put("event", "notice-sent").put("id", sent.id());
            case RecordLine.NoticeGivenUp given ->
                node.put("event", "notice-given-up").put("id", given.id()).put("why", given.why());
        }
        node.put("at", line.at().toString());
        return (node + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void write(RecordLine.Accepted accepted, ObjectNode node) {
        node.put("event", "accepted")
                .put("server", accepted.server())
                .put("messageId", accepted.messageId())
                .put("recipient", accepted.recipient().value())
                .put("behaviour", accepted.behaviour())
                .put("duplicate", accepted.duplicate());
        accepted.owed()
                .ifPresent(owed -> node.putObject("owed")
                        .put("id", owed.id())
                        .put("form", owed.form())
                        .put("server", owed.server())
                        .put("to", owed.to())
                        .put("due", owed.due().toString())
                        .put("content", owed.content()));
    }

    /** @throws IllegalArgumentException if it is no line of a record */
    static RecordLine read(byte[] line) {
        try {
            JsonNode node = JSON.readTree(line);
            Instant at = Instant.parse(text(node, "at"));
            return switch (text(node, "event")) {
                case "accepted" -> accepted(node, at);
                case "first-attempt" -> new RecordLine.FirstAttempt(at, text(node, "key"));
                case "notice-sent" -> new RecordLine.NoticeSent(at, text(node, "id"));
                case "notice-given-up" -> new RecordLine.NoticeGivenUp(at, text(node, "id"), text(node, "why"));
                default -> throw new IllegalArgumentException("unknown event");
            };
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time", e);
        }
    }

    private static RecordLine.Accepted accepted(JsonNode node, Instant at) throws IOException {
        return new RecordLine.Accepted(
                at,
                text(node, "server"),
                text(node, "messageId"),
                new AddressKey(text(node, "recipient")),
                text(node, "behaviour"),
                node.path("duplicate").booleanValue(),
                node.has("owed") ? Optional.of(owed(node.get("owed"))) : Optional.empty());
    }

    private static OwedNotice owed(JsonNode node) throws IOException {
        return new OwedNotice(
                text(node, "id"),
                text(node, "form"),
                text(node, "server"),
                text(node, "to"),
                Instant.parse(text(node, "due")),
                node.path("content").binaryValue());
    }

    private static String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("no text \"" + key + "\"");
        }
        return value.textValue();
    }
}
