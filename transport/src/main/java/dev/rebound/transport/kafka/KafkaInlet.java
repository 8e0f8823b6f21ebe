package dev.rebound.transport.kafka;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.sharing.Inlet;
import dev.rebound.engine.sharing.Known;
import dev.rebound.engine.sharing.SharingException;
import dev.rebound.feed.known.KnownReader;
import dev.rebound.feed.report.Installation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics of suppressions and global bounces, from their beginning the first time: they are compacted, so that is what
 * holds now. Where it has come to is kept in Kafka, by the number of the installation. A record that cannot be read is told in the log
 * and passed over.
 */
final class KafkaInlet implements Inlet {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaInlet.class);

    private static final String RECORDS_MAX = "1000";

    /** The client itself goes on without a word when no broker answers. */
    private static final Duration UNREACHABLE_AFTER = Duration.ofSeconds(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Installation installation;
    private final String suppressions;
    private long connectedNanos = System.nanoTime();

    KafkaInlet(KafkaSharing sharing) {
        this.installation = sharing.installation();
        this.suppressions = sharing.topic("suppressions");
        Properties properties = sharing.properties();
        properties.setProperty("group.id", "rebound-installation-" + installation.number());
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("auto.offset.reset", "earliest");
        properties.setProperty("isolation.level", "read_committed");
        properties.putIfAbsent("max.poll.records", RECORDS_MAX);
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(suppressions, sharing.topic("globals")));
    }

    @Override
    public List<Known> next(Duration atMost) {
        List<Known> known = new ArrayList<>();
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
                known(record).ifPresent(known::add);
            }
        } catch (KafkaException e) {
            throw new SharingException("Kafka does not say what others know: " + e.getMessage(), e);
        }
        requireConnection();
        return known;
    }

    private void requireConnection() {
        long now = System.nanoTime();
        if (connections() > 0) {
            connectedNanos = now;
        } else if (now - connectedNanos > UNREACHABLE_AFTER.toNanos()) {
            throw new SharingException("no broker of Kafka can be reached");
        }
    }

    private double connections() {
        return consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("connection-count"))
                .map(Metric::metricValue)
                .mapToDouble(value -> value instanceof Number count ? count.doubleValue() : 0)
                .sum();
    }

    private Optional<Known> known(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.topic().equals(suppressions) ? suppression(record) : Optional.of(global(record));
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.warn(
                    "A record of what others know cannot be read and is passed over topic={} partition={} offset={} why={}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Known> suppression(ConsumerRecord<byte[], byte[]> record) {
        KnownReader.Whose whose = KnownReader.whose(record.key());
        Optional<AccountId> own = installation.own(whose.account());
        byte @Nullable [] value = record.value();
        return own.map(account -> value == null
                ? new Known.Freed(whose.address(), account, at(record))
                : new Known.Suppressed(whose.address(), account, KnownReader.suppression(value)));
    }

    private static Known global(ConsumerRecord<byte[], byte[]> record) {
        byte @Nullable [] value = record.value();
        return value == null
                ? new Known.GlobalEnded(KnownReader.address(record.key()), at(record))
                : new Known.Global(KnownReader.address(record.key()), KnownReader.globalSince(value));
    }

    /** When it came to be so; of a record that does not say, when it was written. */
    private static Instant at(ConsumerRecord<byte[], byte[]> record) {
        @Nullable Header header = record.headers().lastHeader(KnownReader.AT);
        return header == null ? Instant.ofEpochMilli(record.timestamp()) : KnownReader.at(header.value());
    }

    @Override
    public void taken() {
        try {
            consumer.commitSync();
        } catch (KafkaException e) {
            throw new SharingException("Kafka does not keep how far others' knowledge was taken: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
