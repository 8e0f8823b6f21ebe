package dev.rebound.stream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import dev.rebound.stream.job.KafkaSettings;
import dev.rebound.stream.job.TopicSetUp;
import dev.rebound.stream.job.Topics;
import dev.rebound.stream.local.LocalBroker;
import dev.rebound.stream.read.Form;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code rebound stream replay} over topics: up to where they end, and the differences only. */
final class ReplayOverKafkaTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String LENIENT = """
            {"reasons": [{"reason": "UNKNOWN_USER", "suppress": "NEVER"}]}""";

    @TempDir
    Path folder;

    private static byte[] accepted(long message, String address) {
        return SeenWriter.write(Seen.of(
                new AddressKey(address), new Observation.Accepted(new AccountId(1), new MessageId(message), NOON)));
    }

    /** Told as spam, whatever was said. */
    private static byte[] failed(long message, String address, String words) {
        Verdict told = new Verdict(
                Reason.SPAM.finalType(),
                Reason.SPAM,
                Fault.CONTENT,
                Confidence.LOW,
                new RuleId("as-told"),
                "old",
                List.of(),
                Optional.empty());
        return SeenWriter.write(
                Seen.of(
                        new AddressKey(address),
                        new Observation.PermanentFailure(
                                new MessageId(message), NOON.plusSeconds(5), EvidenceId.of(address), told)),
                Optional.of(Diagnostic.ofText(words)));
    }

    private static void produce(KafkaSettings kafka, String address, byte[]... lines) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (byte[] line : lines) {
                producer.send(new ProducerRecord<>(
                                kafka.topics().of(Form.SEEN),
                                null,
                                NOON.toEpochMilli(),
                                address.getBytes(StandardCharsets.UTF_8),
                                line))
                        .get();
            }
        }
    }

    @Test
    void theDifferencesAreToldUpToWhereTheTopicsEnd() throws Exception {
        StringWriter out = new StringWriter();
        Path policy = Files.writeString(folder.resolve("lenient.json"), LENIENT);
        int exit;
        try (LocalBroker broker = LocalBroker.start(folder.resolve("kafka"))) {
            KafkaSettings kafka = new KafkaSettings(broker.address(), new Topics("t"), "test", new Properties());
            TopicSetUp.create(kafka, 2, (short) 1);
            produce(
                    kafka,
                    "wrong@example.org",
                    accepted(1, "wrong@example.org"),
                    failed(1, "wrong@example.org", "550 5.1.1 <x@y>: Recipient address rejected: User unknown"));
            produce(kafka, "fine@example.org", accepted(2, "fine@example.org"));
            exit = new CommandLine(new StreamCommand())
                    .setOut(new PrintWriter(out, true))
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .execute(
                            "replay",
                            "--kafka",
                            broker.address(),
                            "--prefix",
                            "t",
                            "--inputs",
                            "SEEN",
                            "--policy",
                            policy.toString(),
                            "--as-of",
                            NOON.plusSeconds(60).toString(),
                            "--parallelism",
                            "1");
        }

        assertEquals(0, exit);
        List<JsonNode> differences =
                out.toString().lines().map(ReplayOverKafkaTest::parse).toList();
        assertEquals(
                List.of("messages 1", "suppressions 1 wrong@example.org"),
                differences.stream()
                        .map(one -> one.path("what").asText() + " "
                                + one.path("key").asText())
                        .sorted()
                        .toList());
        JsonNode suppression = differences.stream()
                .filter(one -> one.path("what").asText().equals("suppressions"))
                .findFirst()
                .orElseThrow();
        assertEquals(false, suppression.path("before").isNull(), "spam suppresses as told");
        assertEquals(true, suppression.path("after").isNull(), "by this policy an unknown user does not");
    }

    private static JsonNode parse(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
