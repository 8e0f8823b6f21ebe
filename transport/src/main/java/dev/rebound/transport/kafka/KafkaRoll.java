package dev.rebound.transport.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.engine.sharing.Claim;
import dev.rebound.engine.sharing.Roll;
import dev.rebound.engine.sharing.SharingException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The compacted topic of installations: {@code number/identity} as key, and since when and when last as value. */
final class KafkaRoll implements Roll {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaRoll.class);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final KafkaConsumer<String, String> consumer;
    private final Properties properties;
    private final String topic;
    private final List<TopicPartition> partitions;
    private final Map<String, Claim> claims = new HashMap<>();

    KafkaRoll(KafkaSharing sharing) {
        this.topic = sharing.topic("installations");
        this.properties = sharing.properties();
        Properties reading = sharing.properties();
        reading.setProperty("allow.auto.create.topics", "false");
        reading.setProperty("enable.auto.commit", "false");
        this.consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer());
        try {
            this.partitions = consumer.partitionsFor(topic, ANSWER_WITHIN).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new SharingException("there is no topic " + topic + ": rebound stream topics makes it");
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public List<Claim> claims() {
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER_WITHIN);
            long giveUp = System.nanoTime() + ANSWER_WITHIN.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > giveUp) {
                    throw new SharingException("Kafka does not say which installation has which number");
                }
                consumer.poll(POLL).forEach(this::take);
            }
        } catch (KafkaException e) {
            throw new SharingException("Kafka does not say which installation has which number: " + e.getMessage(), e);
        }
        return List.copyOf(claims.values());
    }

    private void take(ConsumerRecord<String, String> record) {
        @Nullable String value = record.value();
        if (value == null) {
            claims.remove(record.key());
            return;
        }
        claim(record.key(), value)
                .ifPresentOrElse(
                        claim -> claims.put(record.key(), claim),
                        () -> LOG.warn(
                                "A record of installations cannot be read and is passed over topic={} offset={}",
                                topic,
                                record.offset()));
    }

    private static Optional<Claim> claim(@Nullable String key, String value) {
        try {
            int slash = key == null ? -1 : key.indexOf('/');
            if (key == null || slash < 0) {
                return Optional.empty();
            }
            JsonNode node = JSON.readTree(value);
            return Optional.of(new Claim(
                    Integer.parseInt(key.substring(0, slash)),
                    key.substring(slash + 1),
                    Instant.parse(node.path("since").asText()),
                    Instant.parse(node.path("heard").asText())));
        } catch (IOException | NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public void claim(Claim claim) {
        Properties writing = new Properties();
        writing.putAll(properties);
        writing.putIfAbsent("acks", "all");
        writing.putIfAbsent("max.block.ms", "10000");
        writing.putIfAbsent("request.timeout.ms", "10000");
        writing.putIfAbsent("delivery.timeout.ms", "30000");
        KafkaProducer<String, String> producer =
                new KafkaProducer<>(writing, new StringSerializer(), new StringSerializer());
        try {
            producer.send(new ProducerRecord<>(topic, claim.number() + "/" + claim.identity(), value(claim)))
                    .get();
        } catch (KafkaException | ExecutionException e) {
            throw new SharingException("Kafka did not take which number is this installation's: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SharingException("stopped while the number was claimed", e);
        } finally {
            producer.close(CLOSE_WITHIN);
        }
    }

    private static String value(Claim claim) {
        try {
            return JSON.writeValueAsString(JSON.createObjectNode()
                    .put("v", 1)
                    .put("since", claim.since().toString())
                    .put("heard", claim.heard().toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("two moments can be written", e);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
    }
}
