package dev.rebound.stream.job;

import dev.rebound.feed.known.KnownReader;
import dev.rebound.stream.fold.Output;
import dev.rebound.stream.fold.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the job tells, all of it in one transaction a checkpoint: who reads with {@code read_committed} sees each
 * record once, however often machines fail.
 */
public final class KafkaOutput {

    /**
     * A transaction is given up that is open for so long: longer than any checkpoint takes with a restart in between, and not longer
     * than a broker allows ({@code transaction.max.timeout.ms}, 15 minutes unless it is told otherwise).
     */
    private static final Duration TRANSACTION_OPEN_AT_MOST = Duration.ofMinutes(14);

    /**
     * Records are gathered for so long before they are sent, unless a batch is full: nobody can read them before the checkpoint, which
     * sends what is left, and a broker works by the batch, not by the record.
     */
    private static final Duration GATHER_FOR = Duration.ofMillis(200);

    private KafkaOutput() {}

    /**
     * The sink.
     *
     * @param name of the job's transactions; two jobs on one Kafka have two
     */
    public static KafkaSink<Told> sink(KafkaSettings settings, String name) {
        Properties properties = settings.properties();
        properties.setProperty("transaction.timeout.ms", Long.toString(TRANSACTION_OPEN_AT_MOST.toMillis()));
        properties.setProperty("compression.type", "lz4");
        properties.setProperty("linger.ms", Long.toString(GATHER_FOR.toMillis()));
        properties.setProperty("batch.size", Integer.toString(256 << 10));
        return KafkaSink.<Told>builder()
                .setKafkaProducerConfig(properties)
                .setBootstrapServers(settings.servers())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(name)
                .setRecordSerializer(new Records(settings.topics()))
                .build();
    }

    /** Each output to its topic, by its key. */
    static final class Records implements KafkaRecordSerializationSchema<Told> {

        private static final long serialVersionUID = 1L;

        private final EnumMap<Output, String> topics = new EnumMap<>(Output.class);

        Records(Topics topics) {
            for (Output output : Output.values()) {
                this.topics.put(output, topics.of(output));
            }
        }

        @Override
        public ProducerRecord<byte[], byte[]> serialize(Told told, KafkaSinkContext context, @Nullable Long time) {
            byte @Nullable [] value = told.isGone() ? null : told.value();
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topics.get(told.output()), told.key(), value);
            // what is told at the end of all input has the last moment there is, and content
            if (told.isGone() && time != null) {
                record.headers().add(KnownReader.AT, KnownReader.at(endOf(time)));
            }
            return record;
        }

        /** What happened in the same millisecond happened before it ended. */
        private static Instant endOf(long millisecond) {
            return Instant.ofEpochMilli(millisecond).plus(999, ChronoUnit.MICROS);
        }
    }
}
