package dev.rebound.transport.kafka;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.Cause;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Suppression;
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
import org.apache.kafka.clients.consumer.CloseOptions;
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

    private static final Duration FIRST_ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Installation installation;
    private final String suppressions;
    private boolean isNews;
    private long connectedNanos = System.nanoTime();

    KafkaInlet(KafkaSharing sharing) {
        this.installation = sharing.installation();
        this.suppressions = sharing.topic("suppressions");
        Properties properties = sharing.properties();
        properties.setProperty("group.id", sharing.prefix() + "-installation-" + installation.number());
        properties.setProperty("allow.auto.create.topics", "false");
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("auto.offset.reset", "earliest");
        properties.setProperty("isolation.level", "read_committed");
        properties.putIfAbsent("max.poll.records", RECORDS_MAX);
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<String> topics = List.of(suppressions, sharing.topic("globals"));
            topics.forEach(this::require);
            consumer.subscribe(topics);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The client itself waits for what is not there without a word. */
    private void require(String topic) {
        if (consumer.partitionsFor(topic, FIRST_ANSWER_WITHIN).isEmpty()) {
            throw new SharingException("there is no topic " + topic + ": rebound stream topics makes it");
        }
    }

    @Override
    public List<Known> next(Duration atMost) {
        List<Known> known = new ArrayList<>();
        int unreadable = 0;
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
                isNews = true;
                try {
                    known(record).ifPresent(known::add);
                } catch (RuntimeException e) {
                    if (unreadable++ == 0) {
                        tellUnreadable(record, e);
                    }
                }
            }
        } catch (KafkaException e) {
            throw new SharingException("Kafka does not say what others know: " + e.getMessage(), e);
        }
        if (unreadable > 1) {
            LOG.warn("More such records of this batch were passed over unreadable={}", unreadable - 1);
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
        return record.topic().equals(suppressions) ? suppression(record) : Optional.of(global(record));
    }

    private static void tellUnreadable(ConsumerRecord<byte[], byte[]> record, RuntimeException why) {
        LOG.warn(
                "A record of what others know cannot be read and is passed over topic={} partition={} offset={} why={}",
                record.topic(),
                record.partition(),
                record.offset(),
                why.getMessage());
    }

    /** What rests on a message or a list of our own is known here, and may have been taken back since. */
    private boolean isOurs(Suppression suppression) {
        return switch (suppression.cause()) {
            case Cause.Bounce bounce -> installation.owns(bounce.message());
            case Cause.Listed listed ->
                installation.owns(new MessageId(listed.list().value()));
        };
    }

    private Optional<Known> suppression(ConsumerRecord<byte[], byte[]> record) {
        KnownReader.Whose whose = KnownReader.whose(record.key());
        Optional<AccountId> own = installation.own(whose.account());
        byte @Nullable [] value = record.value();
        if (value == null) {
            return own.map(account -> new Known.Freed(whose.address(), account, at(record)));
        }
        Suppression held = KnownReader.suppression(value);
        return own.filter(account -> !isOurs(held))
                .map(account -> new Known.Suppressed(whose.address(), account, held));
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
    public void again() {
        consumer.seekToBeginning(consumer.assignment());
    }

    @Override
    public void taken() {
        if (!isNews) {
            return;
        }
        try {
            consumer.commitSync();
            isNews = false;
        } catch (KafkaException e) {
            throw new SharingException("Kafka does not keep how far others' knowledge was taken: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
    }
}
