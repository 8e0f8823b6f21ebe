package dev.rebound.stream.cluster;

import dev.rebound.stream.fold.Output;
import dev.rebound.stream.job.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what the job told, as everybody should: only what is committed. */
final class Reader implements AutoCloseable {

    private final KafkaSettings kafka;
    private final Admin admin;

    /** When the job made its first record of those that became visible, and its last, in milliseconds since 1970. */
    record Made(long first, long last, long records) {}

    Reader(KafkaSettings kafka) {
        this.kafka = kafka;
        this.admin = Admin.create(kafka.properties());
    }

    KafkaConsumer<byte[], byte[]> consumer(List<String> topics) {
        Properties properties = kafka.properties();
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("fetch.max.bytes", Integer.toString(32 << 20));
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        return consumer;
    }

    /** All of it, from the beginning. */
    Made readAll(Known known) {
        Map<String, Output> outputs = new HashMap<>();
        for (Output output : Output.values()) {
            outputs.put(kafka.topics().of(output), output);
        }
        long first = Long.MAX_VALUE;
        long last = 0;
        long records = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(List.copyOf(outputs.keySet()))) {
            consumer.seekToBeginning(consumer.assignment());
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (consumer.assignment().stream()
                    .anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    byte[] key = record.key() == null ? new byte[0] : record.key();
                    byte[] value = record.value() == null ? new byte[0] : record.value();
                    known.take(outputs.getOrDefault(record.topic(), Output.DEAD), key, value);
                    first = Math.min(first, record.timestamp());
                    last = Math.max(last, record.timestamp());
                    records++;
                }
            }
        }
        return new Made(first, last, records);
    }

    /** Records of the inputs up to which the job has told everything; 0 while nobody can say. */
    long done() throws InterruptedException {
        try {
            return admin.listConsumerGroupOffsets(kafka.group()).partitionsToOffsetAndMetadata().get().values().stream()
                    .filter(Objects::nonNull)
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        } catch (ExecutionException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
