package dev.rebound.stream.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.feed.seen.Seen;
import dev.rebound.feed.seen.SeenWriter;
import dev.rebound.stream.fold.FoldSettings;
import dev.rebound.stream.fold.Told;
import dev.rebound.stream.job.BounceJob;
import dev.rebound.stream.read.Form;
import dev.rebound.stream.read.LineFormat;
import dev.rebound.stream.read.Raw;
import dev.rebound.stream.read.ReadSettings;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history read again by other rules. */
final class DifferenceTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String UNKNOWN_USER = "550 5.1.1 <x@example.org>: Recipient address rejected: User unknown";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    @SuppressWarnings("try") // an interrupt ends the test
    void onlyWhatWouldBeAnotherIsTold() throws Exception {
        Path file = folder.resolve("history.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            // One told as another reason than its words say, and one as they say, by another rule.
            write(out, 1, "wrong@example.org", Reason.SPAM);
            write(out, 2, "right@example.org", Reason.UNKNOWN_USER);
        }
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(BounceJob.configured(new Configuration()));
        environment.setParallelism(1);
        DataStream<Raw> raw = environment.fromSource(
                FileSource.forRecordStreamFormat(
                                new LineFormat(Form.SEEN), new org.apache.flink.core.fs.Path(file.toUri()))
                        .build(),
                WatermarkStrategy.noWatermarks(),
                "files",
                Raw.type());
        ReadSettings told = ReadSettings.standardSettings();
        FoldSettings folding = FoldSettings.standardSettings().upTo(NOON.plusSeconds(3600));
        Map<String, JsonNode> differences = new TreeMap<>();
        try (CloseableIterator<Told> all = Difference.between(
                        BounceJob.assemble(raw, told, folding, "before-"),
                        BounceJob.assemble(raw, told.judgingAgain(), folding, "after-"))
                .executeAndCollect()) {
            while (all.hasNext()) {
                JsonNode one = JSON.readTree(new String(all.next().value(), StandardCharsets.UTF_8));
                differences.put(
                        one.path("what").asText() + " " + one.path("key").asText(), one);
            }
        }

        assertEquals(List.of("messages 1", "suppressions 1 wrong@example.org"), List.copyOf(differences.keySet()));
        JsonNode message = differences.values().iterator().next();
        assertEquals(
                "SPAM", message.path("before").path("verdict").path("reason").asText());
        assertEquals(
                "UNKNOWN_USER",
                message.path("after").path("verdict").path("reason").asText());
    }

    private static void write(OutputStream out, long message, String address, Reason reason) throws Exception {
        AddressKey key = new AddressKey(address);
        MessageId id = new MessageId(message);
        Verdict verdict = new Verdict(
                reason.finalType(),
                reason,
                Fault.RECIPIENT,
                Confidence.HIGH,
                new RuleId("as-told"),
                "old",
                List.of(),
                Optional.empty());
        out.write(SeenWriter.write(Seen.of(key, new Observation.Accepted(new AccountId(1), id, NOON))));
        out.write('\n');
        out.write(SeenWriter.write(
                Seen.of(
                        key,
                        new Observation.PermanentFailure(id, NOON.plusSeconds(5), EvidenceId.of(address), verdict)),
                Optional.of(Diagnostic.ofText(UNKNOWN_USER))));
        out.write('\n');
    }
}
