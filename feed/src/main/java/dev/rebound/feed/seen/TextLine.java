package dev.rebound.feed.seen;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Diagnostic.Finality;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.smtp.EnhancedStatus;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.feed.ledger.Moments;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** One line of JSON whose fields are asked for by name; what lacks or is of another kind is named in the error. */
record TextLine(JsonNode node) {

    /** Deepest nesting; a line of ours has three levels. */
    private static final int DEPTH_MAX = 32;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .build());

    TextLine(byte[] line) {
        this(parse(line));
        long version = number("v");
        if (version != SeenWriter.VERSION) {
            throw new UnreadableException("version " + version + " of observations is not known");
        }
    }

    private static JsonNode parse(byte[] line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw new UnreadableException("not JSON", e);
        }
        throw new UnreadableException("not an object of JSON");
    }

    String text(String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new UnreadableException("no text in " + field);
        }
        return value.textValue();
    }

    long number(String field) {
        return optionalNumber(field).orElseThrow(() -> new UnreadableException("no number in " + field));
    }

    Optional<Long> optionalNumber(String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new UnreadableException("no whole number in " + field);
        }
        return Optional.of(value.longValue());
    }

    boolean isTrue(String field) {
        return node.path(field).asBoolean(false);
    }

    Instant moment(String field) {
        return Moments.ofMicros(number(field));
    }

    Optional<Instant> optionalMoment(String field) {
        return optionalNumber(field).map(Moments::ofMicros);
    }

    EvidenceId evidence() {
        return new EvidenceId(text("evidence"));
    }

    <E extends Enum<E>> E constant(String field, Class<E> of) {
        String name = text(field);
        try {
            return Enum.valueOf(of, name);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("an unknown word in " + field, e);
        }
    }

    /** The words under {@code said}. */
    Diagnostic said() {
        TextLine said = new TextLine(node.path("said"));
        OptionalInt code =
                said.optionalNumber("code").stream().mapToInt(Math::toIntExact).findFirst();
        String text = said.text("text");
        return new Diagnostic(
                said.node.has("finality") ? said.constant("finality", Finality.class) : Replied.finality(code),
                code,
                said.optionalText("status").flatMap(EnhancedStatus::parse).or(() -> EnhancedStatus.find(text)),
                text,
                said.optionalText("command").map(name -> SmtpCommand.valueOf(name.toUpperCase(Locale.ROOT))),
                said.optionalText("mta").map(name -> name.toLowerCase(Locale.ROOT)));
    }

    /** A report as it came. */
    byte[] report() {
        try {
            return node.path("report").binaryValue();
        } catch (IOException e) {
            throw new UnreadableException("no base64 in report", e);
        }
    }

    Optional<String> optionalText(String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    /** A server's answer; without a name of its own its evidence is named by what it says and when. */
    Replied replied(MessageId message, Instant at) {
        Diagnostic said = said();
        if (said.code().isEmpty()) {
            throw new UnreadableException("no code in what the server said");
        }
        EvidenceId evidence = optionalText("evidence")
                .map(EvidenceId::new)
                .orElseGet(() -> EvidenceId.of(message.toString(), at.toString(), said.text()));
        return new Replied(message, at, evidence, said, optionalMoment("next").orElse(at));
    }
}
