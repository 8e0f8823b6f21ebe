package dev.rebound.stream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.rebound.feed.known.KnownReader;
import dev.rebound.stream.fold.Output;
import dev.rebound.stream.fold.Told;
import java.time.Instant;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KafkaOutputTest {

    private static final long NOON = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    /** Asked for partitions it would say that there are none; it is not asked. */
    private static final KafkaSinkContext CONTEXT = new KafkaSinkContext() {

        @Override
        public int getParallelInstanceId() {
            return 0;
        }

        @Override
        public int getNumberOfParallelInstances() {
            return 1;
        }

        @Override
        public int[] getPartitionsForTopic(String topic) {
            return new int[0];
        }
    };

    private final KafkaOutput.Records records = new KafkaOutput.Records(new Topics("t"));

    @Test
    void whatEndsSomethingSaysWhenAndNoSoonerThanAnythingOfItsMillisecond() {
        ProducerRecord<byte[], byte[]> record =
                records.serialize(Told.gone(Output.GLOBALS, "a@x.example"), CONTEXT, NOON);

        assertNull(record.value());
        assertEquals(
                Instant.ofEpochMilli(NOON).plusNanos(999_000),
                KnownReader.at(record.headers().lastHeader(KnownReader.AT).value()));
    }

    /** Counters are told then, with the last moment there is. */
    @Test
    void whatIsToldAtTheEndOfAllInputHasNoMoment() {
        Told told = Told.of(Output.EMAILS, "7", new byte[] {'{', '}'});

        ProducerRecord<byte[], byte[]> record = records.serialize(told, CONTEXT, Long.MAX_VALUE);

        assertFalse(record.headers().iterator().hasNext());
    }
}
