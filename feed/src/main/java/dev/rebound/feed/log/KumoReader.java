package dev.rebound.feed.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Diagnostic.Finality;
import dev.rebound.core.smtp.EnhancedStatus;
import dev.rebound.feed.report.Reading;
import dev.rebound.feed.report.Tokens;
import dev.rebound.feed.seen.Judge;
import dev.rebound.feed.seen.UnreadableException;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Log records of KumoMTA, one object of JSON each. Deliveries, bounces and transient failures are answers of a server, and
 * an expiration is KumoMTA's own, with a code of its own. Everything else (receptions, administrators' bounces, reports
 * that KumoMTA took in) says nothing of an answer and is passed over.
 *
 * @see <a href="https://docs.kumomta.com/reference/log_record/">Log Record</a>
 */
public final class KumoReader {

    private static final int DEPTH_MAX = 32;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .build());

    private final Tokens tokens;
    private final Judge judge;

    public KumoReader(Tokens tokens, Judge judge) {
        this.tokens = tokens;
        this.judge = judge;
    }

    /**
     * What a record says; nothing if it says nothing of an answer.
     *
     * @throws UnreadableException if it is no log record
     */
    public Reading read(byte[] line) {
        JsonNode node = parse(line);
        return switch (node.path("type").asText()) {
            case "Delivery", "Bounce", "TransientFailure", "Expiration" ->
                logged(node).read(tokens, judge);
            case "" -> throw new UnreadableException("no type in a log record of KumoMTA");
            default -> Reading.NOTHING;
        };
    }

    private static JsonNode parse(byte[] line) {
        try {
            return Optional.ofNullable(JSON.readTree(line))
                    .filter(JsonNode::isObject)
                    .orElseThrow(() -> new UnreadableException("not an object of JSON"));
        } catch (IOException e) {
            throw new UnreadableException("not JSON", e);
        }
    }

    private static Logged logged(JsonNode node) {
        JsonNode response = node.path("response");
        int code = response.path("code").asInt();
        if (code < 200 || code > 599) {
            throw new UnreadableException("no reply code in a log record of KumoMTA");
        }
        Optional<EnhancedStatus> status = status(response.path("enhanced_code"));
        String content = response.path("content").asText();
        Diagnostic said = new Diagnostic(
                code >= 500 ? Finality.FINAL : Finality.STILL_TRYING,
                OptionalInt.of(code),
                status,
                code + " " + status.map(known -> known + " ").orElse("") + content,
                SmtpCommands.of(response.path("command").asText()),
                Optional.of(node.path("peer_address").path("name").asText())
                        .map(name -> name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""))
                        .filter(name -> !name.isEmpty()));
        return new Logged(
                node.path("sender").asText(),
                node.path("recipient").asText(),
                Instant.ofEpochSecond(node.path("timestamp").asLong()),
                Outcome.BY_CODE,
                said);
    }

    private static Optional<EnhancedStatus> status(JsonNode code) {
        return code.isObject()
                ? EnhancedStatus.parse(
                        code.path("class").asInt() + "." + code.path("subject").asInt() + "."
                                + code.path("detail").asInt())
                : Optional.empty();
    }
}
