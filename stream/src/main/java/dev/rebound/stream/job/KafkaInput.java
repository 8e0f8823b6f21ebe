package dev.rebound.stream.job;

import dev.rebound.stream.read.Form;
import dev.rebound.stream.read.Raw;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads every input topic as one source, so that partitions that are behind hold the watermark of all back: timers run out
 * only when no partition can still bring what would have stopped them. Time is that of the records, which a producer sets to
 * when the thing happened. Partitions are not aligned: nothing is kept for one that is ahead, and one that has ended
 * would stop all others.
 */
public final class KafkaInput {

    /** How much earlier than another of its partition a record may be. */
    private static final Duration OUT_OF_ORDER = Duration.ofSeconds(5);

    /** A partition that brings nothing for so long holds nobody back. */
    private static final Duration IDLE_AFTER = Duration.ofMinutes(1);

    private KafkaInput() {}

    /** Whether there is an end. */
    public enum End {
        /** It goes on for ever. */
        NEVER,
        /** Where the topics end now. */
        NOW
    }

    /** From the job's last checkpoint on; without one, from the beginning. */
    public static KafkaSource<Raw> source(KafkaSettings settings, End end) {
        return source(settings, end, List.of(Form.values()));
    }

    /** The same of some topics only. */
    public static KafkaSource<Raw> source(KafkaSettings settings, End end, List<Form> forms) {
        KafkaSourceBuilder<Raw> builder = KafkaSource.<Raw>builder()
                .setTopics(forms.stream().map(settings.topics()::of).toList())
                .setGroupId(settings.group())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperties(settings.properties())
                .setProperty("isolation.level", "read_committed")
                .setProperty("partition.discovery.interval.ms", "60000")
                .setDeserializer(new Records(settings.topics()));
        return switch (end) {
            case NEVER -> builder.build();
            case NOW -> builder.setBounded(OffsetsInitializer.latest()).build();
        };
    }

    /** By the time of records, partition by partition. */
    public static WatermarkStrategy<Raw> watermarks() {
        return WatermarkStrategy.<Raw>forBoundedOutOfOrderness(OUT_OF_ORDER)
                .withTimestampAssigner((raw, time) -> time)
                .withIdleness(IDLE_AFTER);
    }

    /** Takes records as they are; reading them is a step of its own, which must not fail. */
    static final class Records implements KafkaRecordDeserializationSchema<Raw> {

        private static final long serialVersionUID = 1L;

        private final HashMap<String, Form> forms = new HashMap<>();

        Records(Topics topics) {
            for (Form form : Form.values()) {
                forms.put(topics.of(form), form);
            }
        }

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Raw> out) {
            byte @Nullable [] content = record.value();
            if (content != null) {
                Form form = Objects.requireNonNull(forms.get(record.topic()), "only these topics are read");
                out.collect(new Raw(
                        form,
                        record.topic() + " " + record.partition() + " " + record.offset(),
                        content,
                        record.timestamp(),
                        form.header().map(name -> header(record, name)).orElse("")));
            }
        }

        private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
            @Nullable Header header = record.headers().lastHeader(name);
            return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
        }

        @Override
        public TypeInformation<Raw> getProducedType() {
            return Raw.type();
        }
    }
}
