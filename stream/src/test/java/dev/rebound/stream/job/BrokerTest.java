package dev.rebound.stream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.classify.Classifier;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.token.ReturnPathSigner;
import dev.rebound.feed.report.ReportReader.Belief;
import dev.rebound.feed.seen.Seen;
import dev.rebound.feed.seen.SeenReader;
import dev.rebound.feed.seen.SeenReader.Verdicts;
import dev.rebound.feed.seen.SeenWriter;
import dev.rebound.stream.fold.FoldSettings;
import dev.rebound.stream.fold.Output;
import dev.rebound.stream.fold.Told;
import dev.rebound.stream.local.LocalBroker;
import dev.rebound.stream.read.Form;
import dev.rebound.stream.read.Raw;
import dev.rebound.stream.read.ReadSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From Kafka to Kafka, with one broker: a history, a report that overtakes its message, and what nobody can read. */
final class BrokerTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123456Z");
    private static final int PARTITIONS = 2;
    private static final int OBSERVATIONS = 1_000;
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final MessageId REPORTED = new MessageId(1_000_000);
    private static final String REPORT = """
            From: MAILER-DAEMON@mx.example.net
            Subject: Undelivered Mail Returned to Sender
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b
            Content-Type: text/plain

            I could not deliver it.

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.net

            Final-Recipient: rfc822; late@example.net
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 <late@example.net>: Recipient address rejected: User unknown

            --b--
            """;

    @TempDir
    Path folder;

    @Test
    void whatGoesInComesOutOnceAndWhatCannotBeReadIsPutAside() throws Exception {
        List<byte[]> lines = lines();
        SeenReader reader = new SeenReader(Classifier.builtIn()::classify, Verdicts.JUDGED_AGAIN);
        List<Seen> seen = lines.stream().map(reader::read).toList();
        Instant end = seen.getLast().observation().at().plus(Duration.ofDays(4)).truncatedTo(ChronoUnit.MILLIS);
        FoldSettings settings = settings(end);
        Model model = new Model(settings::rulebook);
        seen.forEach(model::see);
        model.passTime(end);
        Outputs job;
        try (LocalBroker broker = LocalBroker.start(folder.resolve("kafka"))) {
            KafkaSettings kafka = new KafkaSettings(broker.address(), new Topics("t"), "test", new Properties());
            TopicSetUp.create(kafka, PARTITIONS, (short) 1);
            produce(kafka, seen, lines);
            run(kafka, settings);
            job = consume(kafka);
        }

        String reported = REPORTED.toString();
        String late = Objects.requireNonNull(job.last(Output.MESSAGES).remove(reported));
        assertEquals("BOUNCED", Outputs.parse(late).path("status").asText(), late);
        assertEquals(
                "UNKNOWN_USER",
                Outputs.parse(late).path("verdict").path("reason").asText(),
                late);
        assertEquals(model.messages(), job.last(Output.MESSAGES));
        assertTrue(job.last(Output.SUPPRESSIONS).containsKey("1 late@example.net"));
        job.last(Output.SUPPRESSIONS).remove("1 late@example.net");
        assertEquals(model.suppressions(), job.last(Output.SUPPRESSIONS));
        assertEquals(model.globals(), job.last(Output.GLOBALS));
        assertEquals(model.counts(), job.counts());
        assertEquals(
                List.of("NO_SUCH_MESSAGE", "NO_TOKEN", "UNREADABLE", "UNREADABLE"),
                job.all(Output.DEAD).stream()
                        .map(letter -> Outputs.parse(letter).path("why").asText())
                        .sorted()
                        .toList());
    }

    /** Evidence waits until the end, so that what is told last of all is told in time. */
    private static FoldSettings settings(Instant end) {
        FoldSettings standard = FoldSettings.standardSettings();
        return new FoldSettings(
                        standard.standard(),
                        standard.policies(),
                        standard.global(),
                        Duration.ofDays(30),
                        FoldSettings.FOR_EVER,
                        standard.asOf())
                .upTo(end);
    }

    /** Short enough that no time runs out before the end: whether an answer or the end of trying came first would be chance. */
    private static List<byte[]> lines() {
        List<ByChance.Sent> sent = new ArrayList<>();
        List<byte[]> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ByChance.Sent one = new ByChance.Sent(
                    EmailAddress.parse("p" + i % 8 + "@example.org")
                            .orElseThrow()
                            .key(),
                    new AccountId(1 + i / 8),
                    new MessageId(i + 1),
                    1 + i / 20);
            sent.add(one);
            lines.add(SeenWriter.write(new Seen(
                    one.address(),
                    new Observation.Accepted(one.account(), one.message(), NOON),
                    Optional.of(one.account()),
                    one.email(),
                    Seen.Beginning.ELSEWHERE)));
        }
        ByChance history = new ByChance(1, sent, NOON.plusSeconds(60), Duration.ofMinutes(30));
        for (int i = 0; i < OBSERVATIONS; i++) {
            ByChance.Step step = history.next();
            lines.add(SeenWriter.write(step.seen(), step.said()));
        }
        return lines;
    }

    private static void produce(KafkaSettings kafka, List<Seen> seen, List<byte[]> lines) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        String topic = kafka.topics().of(Form.SEEN);
        String reports = kafka.topics().of(Form.REPORTS);
        long noon = NOON.toEpochMilli();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            // Proven, but about a message nobody tells of for now; of one nobody ever tells of; and of none.
            sent.add(producer.send(report(reports, REPORTED.value(), noon)));
            sent.add(producer.send(report(reports, 2_000_000, noon)));
            sent.add(producer.send(
                    new ProducerRecord<>(reports, 0, noon, null, REPORT.getBytes(StandardCharsets.US_ASCII))));
            sent.add(producer.send(
                    new ProducerRecord<>(topic, 0, noon, null, "not json".getBytes(StandardCharsets.US_ASCII))));
            sent.add(producer.send(new ProducerRecord<>(topic, 0, noon, null, new byte[] {(byte) 0xff, 0})));
            for (int i = 0; i < lines.size(); i++) {
                Seen one = seen.get(i);
                byte[] key = one.address().value().getBytes(StandardCharsets.UTF_8);
                sent.add(producer.send(
                        new ProducerRecord<>(topic, null, one.observation().at().toEpochMilli(), key, lines.get(i))));
            }
            byte[] late = SeenWriter.write(Seen.of(
                    EmailAddress.parse("late@example.net").orElseThrow().key(),
                    new Observation.Accepted(new AccountId(1), REPORTED, NOON.minusSeconds(60))));
            sent.add(producer.send(new ProducerRecord<>(topic, 1, noon, null, late)));
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> report(String topic, long message, long at) {
        String token = new ReturnPathSigner(List.of(KEY))
                .sign(new AccountId(1), new MessageId(message), NOON.plus(Duration.ofDays(5)));
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, 0, at, null, REPORT.getBytes(StandardCharsets.US_ASCII));
        record.headers().add("recipient", (token + "@bounce.example").getBytes(StandardCharsets.US_ASCII));
        return record;
    }

    private void run(KafkaSettings kafka, FoldSettings folding) throws Exception {
        Path key = Files.writeString(folder.resolve("key"), HexFormat.of().formatHex(KEY));
        ArrayList<ReadSettings.KeyFile> keys = new ArrayList<>();
        keys.add(new ReadSettings.KeyFile(0, 0, key.toString()));
        ReadSettings reading = new ReadSettings(new LinkedHashMap<>(), Verdicts.JUDGED_AGAIN, Belief.PROVEN, keys);
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
        // a job that fails each time would be started for ever
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(BounceJob.configured(configuration));
        environment.setParallelism(PARTITIONS);
        DataStream<Raw> raw = environment.fromSource(
                KafkaInput.source(kafka, KafkaInput.End.NOW), KafkaInput.watermarks(), "in", Raw.type());
        DataStream<Told> told = BounceJob.assemble(raw, reading, folding, "");
        told.sinkTo(KafkaOutput.sink(kafka, "test"));
        environment.execute("test");
    }

    private static Outputs consume(KafkaSettings kafka) {
        Properties properties = kafka.properties();
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("auto.offset.reset", "earliest");
        Outputs outputs = new Outputs();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (Output output : Output.values()) {
                consume(consumer, kafka.topics().of(output), output, outputs);
            }
        }
        return outputs;
    }

    private static void consume(KafkaConsumer<byte[], byte[]> consumer, String topic, Output output, Outputs outputs) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo info : consumer.partitionsFor(topic)) {
            partitions.add(new TopicPartition(topic, info.partition()));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                byte[] value = record.value() == null ? new byte[0] : record.value();
                outputs.take(new Told(output, record.key() == null ? new byte[0] : record.key(), value));
            }
        }
    }
}
